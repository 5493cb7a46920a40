import type { Position } from './entry.ts';
import type { VersionState } from './report-book.ts';
import type { Reviewed } from './review-trail.ts';

/**
 * Where a group's report for a period stands. awaited: nothing came and it is not due yet, or never is. missing: nothing
 * came and the day has passed. returned: every version was sent back, so the group owes one again; it is neither
 * filed nor missing. consolidated: approved, and in the sums that a unit above has confirmed.
 */
export const FILING_STATES = [
  'missing',
  'returned',
  'awaited',
  'submitted',
  'checked',
  'approved',
  'consolidated'
] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** What a group has filed for a period. */
export interface Filing {
  readonly state: FilingState;
  /** When its first version was received, milliseconds UTC; null where none was. */
  readonly at: number | null;
  /** Milliseconds between the deadline and the first receipt; 0 on time; null where nothing came or no day is set. */
  readonly lateBy: number | null;
}

/**
 * The state of one report from its versions, newest first. It is judged by its newest version that was not returned
 * (RULES 9), and on time by the receipt of its *first* version: who corrects what was returned, or amends what was
 * approved, stays as punctual as they were. `due` is the first moment that is late; null where no day is set.
 * `isHeld` says of an approved version whether a unit above has confirmed sums that hold it.
 */
export function filingOf(
  versions: Iterable<VersionState>,
  due: number | null,
  isHeld: (version: Position) => boolean,
  now: number
): Filing {
  let first: number | null = null;
  let standing: VersionState | null = null;
  for (const version of versions) {
    first = version.at;
    if (version.state !== 'returned') standing ??= version;
  }
  if (first === null)
    return { state: due !== null && now >= due ? 'missing' : 'awaited', at: null, lateBy: null };
  const lateBy = latenessOf(first, due);
  if (!standing) return { state: 'returned', at: first, lateBy };
  const { state, position } = standing;
  return { state: state === 'approved' && isHeld(position) ? 'consolidated' : state, at: first, lateBy };
}

/**
 * Whether a version stood approved at a position of the log. `reviews` are the decisions on it, newest first. What a
 * unit confirms are sums of approved figures: one approved after the pin, or filed but not approved, is not in them.
 */
export function wasApprovedAt(reviews: Iterable<Reviewed>, pinned: Position): boolean {
  for (const { position, state } of reviews) if (position <= pinned) return state === 'approved';
  return false;
}

/** By how many milliseconds something that came is late, at least 1; 0 on time; null where no day is set. */
export function latenessOf(at: number, due: number | null): number | null {
  if (due === null) return null;
  return at < due ? 0 : Math.max(1, at - due);
}

/** How many groups stand where; `expected` is the sum of `filed`, `returned`, `missing` and `awaited`. */
export interface FilingCounts {
  readonly expected: number;
  /** A version stands: submitted, checked, approved or consolidated. */
  readonly filed: number;
  /** Of the filed ones, by the receipt of the first version; those without a day are in neither. */
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly awaited: number;
  readonly returned: number;
  /** Approved, and consolidated or not. */
  readonly approved: number;
  readonly consolidated: number;
}

export const COUNTED = [
  'expected',
  'filed',
  'onTime',
  'late',
  'missing',
  'awaited',
  'returned',
  'approved',
  'consolidated'
] as const satisfies readonly (keyof FilingCounts)[];

/** Which counts a filing adds one to. */
export function countsOf({ state, lateBy }: Filing): (keyof FilingCounts)[] {
  if (state === 'missing' || state === 'awaited' || state === 'returned') return ['expected', state];
  const counts: (keyof FilingCounts)[] = ['expected', 'filed'];
  if (lateBy !== null) counts.push(lateBy > 0 ? 'late' : 'onTime');
  if (state === 'approved' || state === 'consolidated') counts.push('approved');
  if (state === 'consolidated') counts.push('consolidated');
  return counts;
}
