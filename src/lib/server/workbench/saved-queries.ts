import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Principal } from '../../domain/access.ts';
import type { QueryRecord, QueryTable } from '../store/query-table.ts';

/** How many queries one person keeps. */
const MOST_QUERIES = 100;
/** Bytes of a call that keeps one. */
export const MOST_BYTES = 64 * 1024;

/** A query as it is sent to be kept. */
export const sentQuery = z.strictObject({
  name: z.string().trim().min(1).max(80),
  sql: z.string().trim().min(1).max(20_000)
});

/** A kept query as its owner sees it. */
export type SavedQuery = Omit<QueryRecord, 'owner'>;

/** Somebody's queries; a key, a screen and the public keep none. */
export async function queriesOf(table: QueryTable, principal: Principal): Promise<SavedQuery[]> {
  if (principal.kind !== 'account') return [];
  const records = await table.of(principal.actor, MOST_QUERIES);
  return records.map(({ id, name, sql, at }) => ({ id, name, sql, at }));
}

/** Keeps a query under a name; `full` where its owner has as many as one may, `nobody` where nobody signed in. */
export async function keepQuery(
  table: QueryTable,
  principal: Principal,
  sent: z.infer<typeof sentQuery>,
  now: number
): Promise<SavedQuery | 'full' | 'nobody'> {
  if (principal.kind !== 'account') return 'nobody';
  const { actor: owner } = principal;
  const held = await table.of(owner, MOST_QUERIES);
  const isNew = !held.some(({ name }) => name === sent.name);
  if (isNew && held.length >= MOST_QUERIES) return 'full';
  const query = { id: randomBytes(9).toString('base64url'), ...sent, at: now };
  return { ...query, id: await table.keep({ ...query, owner }) };
}
