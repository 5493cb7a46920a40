import { randomUUID } from 'node:crypto';
import { readFilter, type SavedFilter } from '../../wire/operations.ts';
import { isRefusal, refuse, UNKNOWN, type Outcome } from '../../api/outcome.ts';
import type { Store } from '../store/store.ts';
import type { FilterAsk } from './ask.ts';
import { askedUnit, type OperationsDesk } from './desk.ts';

/** Filters that one person may keep. */
const MOST = 30;
const PAGE = 'operations';

type Filters = Pick<Store['filters'], 'keep' | 'of' | 'remove'>;

/** What whoever asks has saved, by name. */
export async function savedFilters(
  { principal }: OperationsDesk,
  filters: Filters
): Promise<{ readonly filters: SavedFilter[] }> {
  const found = await filters.of(principal.actor, PAGE);
  return { filters: found.map(({ id, name, query, isDefault }) => ({ id, name, query, isDefault })) };
}

/** Saves a filter of a part of the tree that is theirs; one of the same name is replaced. */
export async function saveFilter(
  desk: OperationsDesk,
  filters: Filters,
  { name, query, isDefault }: FilterAsk
): Promise<Outcome<{ readonly filters: SavedFilter[] }>> {
  const { principal, now } = desk;
  const filter = readFilter(new URLSearchParams(query));
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
  const { kind, pillar, state } = filter;
  const parts = [
    ['unit', filter.unit],
    ['kind', kind],
    ['pillar', pillar],
    ['state', state]
  ] as const;
  for (const [key, value] of parts) if (value !== null) plain.set(key, value);
  const record = { id: randomUUID(), holder: principal.actor, page: PAGE, name, isDefault, at: now };
  await filters.keep({ ...record, query: plain.toString() });
  await tell(desk, 'filter-saved', name);
  return savedFilters(desk, filters);
}

/** Removes one of one's own. */
export async function removeFilter(
  desk: OperationsDesk,
  filters: Filters,
  id: string
): Promise<Outcome<{ readonly filters: SavedFilter[] }>> {
  if (!(await filters.remove(desk.principal.actor, id))) return UNKNOWN;
  await tell(desk, 'filter-removed', '');
  return savedFilters(desk, filters);
}

async function tell({ principal, append }: OperationsDesk, action: string, detail: string): Promise<void> {
  await append(principal, [{ kind: 'change', object: principal.actor, action, detail }]);
}
