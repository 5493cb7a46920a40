import { randomBytes } from 'node:crypto';
import type { Answer } from '../../../api/declare.ts';
import { refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/queries.ts';
import type { SavedQuery } from '../../../api/queries.ts';
import type { Principal } from '../../../domain/access.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import type { QueryTable } from '../../core/store/query-table.ts';

/** How many queries one person keeps. */
const MOST_QUERIES = 100;

const NOBODY = refuse(
  'mayNotChange',
  'forbidden',
  'Chỉ tài khoản của một người lưu được câu truy vấn.',
  'Only a personal account can save queries.'
);
const FULL = refuse(
  'wrong',
  'full',
  `Đã lưu đủ ${MOST_QUERIES} câu truy vấn, hãy xóa bớt.`,
  `You already saved ${MOST_QUERIES} queries. Delete some first.`
);

/** Somebody's queries; a key, a screen and the public keep none. */
export async function queriesOf(table: QueryTable, principal: Principal): Promise<SavedQuery[]> {
  if (principal.kind !== 'account') return [];
  const records = await table.of(principal.actor, MOST_QUERIES);
  return records.map(({ id, name, sql, at }) => ({ id, name, sql, at }));
}

/** One's own saved queries. */
export async function readQueries({
  runtime: { store },
  principal
}: Context): Promise<Answer<typeof api.readQueries>> {
  return { queries: await queriesOf(store.queries, principal) };
}

/** Keeps a query under a name; refused where its owner has as many as one may, or is no person. */
export async function saveQuery(
  { runtime: { store, clock }, principal }: Context,
  { body }: Asked<typeof api.saveQuery>
): Promise<Outcome<SavedQuery>> {
  if (principal.kind !== 'account') return NOBODY;
  const { actor: owner } = principal;
  const held = await store.queries.of(owner, MOST_QUERIES);
  const isNew = !held.some(({ name }) => name === body.name);
  if (isNew && held.length >= MOST_QUERIES) return FULL;
  const query = { id: randomBytes(9).toString('base64url'), ...body, at: clock() };
  return { ...query, id: await store.queries.keep({ ...query, owner }) };
}

/** Throws one of one's own queries away. */
export async function deleteQuery(
  { runtime: { store }, principal }: Context,
  { params }: Asked<typeof api.deleteQuery>
): Promise<Outcome<Answer<typeof api.deleteQuery>>> {
  const isGone = principal.kind === 'account' && (await store.queries.remove(principal.actor, params.id));
  return isGone ? { done: true } : UNKNOWN;
}
