import { randomUUID } from 'node:crypto';
import type { Answer } from '../../../api/declare.ts';
import { boardQuery, type dropFilter, type keepFilter, type listFilters } from '../../../api/operations.ts';
import { isRefusal, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Asked } from '../../http/serve.ts';
import { readLeniently } from '../../http/read-call.ts';
import { askedUnit, type StoringDesk } from './desk.ts';

/** Filters that one person may keep. */
const MOST = 30;
const PAGE = 'operations';

/** What a saved filter says in the page's address. */
const filterQuery = boardQuery.omit({ limit: true, since: true });

/** What whoever asks has saved, by name. */
export async function savedFilters({ principal, store }: StoringDesk): Promise<Answer<typeof listFilters>> {
  const found = await store.filters.of(principal.actor, PAGE);
  return { filters: found.map(({ id, name, query, isDefault }) => ({ id, name, query, isDefault })) };
}

/** Saves a filter of a part of the tree that is theirs; one of the same name is replaced. */
export async function saveFilter(
  desk: StoringDesk,
  { body: { name, query, isDefault } }: Pick<Asked<typeof keepFilter>, 'body'>
): Promise<Outcome<Answer<typeof keepFilter>>> {
  const { principal, now } = desk;
  const { filters } = desk.store;
  const filter = readLeniently(filterQuery, new URLSearchParams(query));
  const unit = askedUnit(desk, filter.unit);
  if (isRefusal(unit)) return unit;
  const known = await filters.of(principal.actor, PAGE);
  if (known.length >= MOST && !known.some((one) => one.name === name))
    return refuse(
      'wrong',
      'tooMany',
      `Mỗi người lưu tối đa ${MOST} bộ lọc.`,
      `At most ${MOST} filters.`,
      '/name'
    );
  const plain = new URLSearchParams();
  for (const [part, value] of Object.entries<string | undefined>(filter))
    if (value !== undefined) plain.set(part, value);
  const record = { id: randomUUID(), holder: principal.actor, page: PAGE, name, isDefault, at: now };
  await filters.keep({ ...record, query: plain.toString() });
  await tell(desk, 'filter-saved', name);
  return savedFilters(desk);
}

/** Removes one of one's own. */
export async function removeFilter(
  desk: StoringDesk,
  { query: { id } }: Pick<Asked<typeof dropFilter>, 'query'>
): Promise<Outcome<Answer<typeof dropFilter>>> {
  if (!(await desk.store.filters.remove(desk.principal.actor, id))) return UNKNOWN;
  await tell(desk, 'filter-removed', '');
  return savedFilters(desk);
}

async function tell({ principal, append }: StoringDesk, action: string, detail: string): Promise<void> {
  await append(principal, [{ kind: 'change', object: principal.actor, action, detail }]);
}
