import type { Position } from './position.ts';
import type { Period } from './period.ts';
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

/** The states in which a group still has to file: nothing of it counts (RULES 9b). */
export function isOwed(state: FilingState): boolean {
  return state === 'missing' || state === 'awaited' || state === 'returned';
}

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

/** The one count of filing (RULES 9b): `expected` = `filed` + `owed`. */
export interface FilingCount {
  /** Groups that should file in the period. */
  readonly expected: number;
  /** A version of theirs counts: submitted, checked, approved or consolidated. */
  readonly filed: number;
  /** Every version was sent back, so that they must file again: not filed, and among the owed. */
  readonly returned: number;
  /** Still to file: nothing came yet, or all of it was returned. */
  readonly owed: number;
}

/** The four counts with what lies behind them; `owed` is the sum of `returned`, `missing` and `awaited`. */
export interface FilingCounts extends FilingCount {
  /** Of the filed ones, by the receipt of the first version; those without a day are in neither. */
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly awaited: number;
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
  'owed',
  'approved',
  'consolidated'
] as const satisfies readonly (keyof FilingCounts)[];

/** Which counts a filing adds one to. */
export function countsOf({ state, lateBy }: Filing): (keyof FilingCounts)[] {
  if (state === 'missing' || state === 'awaited' || state === 'returned') return ['expected', 'owed', state];
  const counts: (keyof FilingCounts)[] = ['expected', 'filed'];
  if (lateBy !== null) counts.push(lateBy > 0 ? 'late' : 'onTime');
  if (state === 'approved' || state === 'consolidated') counts.push('approved');
  if (state === 'consolidated') counts.push('consolidated');
  return counts;
}

/** Counts of nobody, to be added up. */
export function noCounts(): { -readonly [K in keyof FilingCounts]: number } {
  return {
    ...{ expected: 0, filed: 0, onTime: 0, late: 0, missing: 0, awaited: 0 },
    ...{ returned: 0, owed: 0, approved: 0, consolidated: 0 }
  };
}

/** The four of some counts alone. */
export function fourOf({ expected, filed, returned, owed }: FilingCount): FilingCount {
  return { expected, filed, returned, owed };
}

/**
 * The one count over some groups that should file a period, without their days: the same four as `FilingSheet.counts`
 * where a whole sheet is not needed.
 */
export function countFiling(
  book: { versionsOf(group: number, period: Period): Iterable<VersionState> },
  groups: Iterable<number>,
  period: Period
): FilingCount {
  const counts = noCounts();
  for (const group of groups)
    for (const name of countsOf(filingOf(book.versionsOf(group, period), null, () => false, 0)))
      counts[name] += 1;
  return fourOf(counts);
}
