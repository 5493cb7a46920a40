import type { EntryKind } from '../../domain/entry.ts';
import { dayAt } from '../../domain/period.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import type { HistoryAsked } from './history.ts';
import type { Archive } from './object-place.ts';

/** Every kind of entry, in the order in which a filter offers them. */
export const HISTORY_KINDS: readonly EntryKind[] = [
  'report',
  'review',
  'consolidation',
  'lock',
  'matters',
  'practices',
  'cases',
  'meetings',
  'note',
  'units',
  'successions',
  'groups',
  'catalogue',
  'targets',
  'boundaries',
  'chains',
  'holidays',
  'change'
];

const PAGE = 50;
const MOST = 200;

/** What a query asks of the audit: `object`, `kind` (several, by comma), `before`, `limit`; null where it makes no sense. */
export function readHistoryQuery(query: URLSearchParams): HistoryAsked | null {
  const before = query.get('before');
  const limit = Number(query.get('limit') ?? PAGE);
  const kinds: EntryKind[] = [];
  for (const name of (query.get('kind') ?? '').split(',').filter(Boolean)) {
    const kind = HISTORY_KINDS.find((one) => one === name);
    if (!kind) return null;
    kinds.push(kind);
  }
  if (before !== null && !/^\d{1,15}$/.test(before)) return null;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) return null;
  return {
    object: query.get('object')?.trim().normalize('NFC') || null,
    kinds,
    before: before === null ? undefined : Number(before),
    limit
  };
}

/** What the audit is read from in the running program. */
export function archiveOf({
  publisher,
  store,
  clock
}: Pick<CurrentRuntime, 'publisher' | 'store' | 'clock'>): Archive {
  return { fold: publisher.fold, store, day: dayAt(clock()) };
}
