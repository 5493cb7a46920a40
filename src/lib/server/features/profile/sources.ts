import { reachBack, type IndicatorTime } from '../../../domain/indicator.ts';
import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import type { ReviewState } from '../../../domain/report.ts';
import type { Basis } from '../../../domain/rows.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** A version of a report that a group's value is made of. */
export interface FigureSource {
  /** The version that says the figure and counts. */
  readonly position: Position;
  /** The version that named it: an earlier one where the figure was taken over (RULES 9a). */
  readonly named: Position;
  readonly period: Period;
  readonly at: number;
  readonly state: ReviewState;
  readonly num: number;
  /** −1 for counts. */
  readonly den: number;
}

/**
 * The versions that a group's value at a period comes from, newest period first (RULES 9): of a stock the nearest, of a
 * flow the period's own, of a flow-ytd one a month of the year.
 */
export function sourcesOf(
  { book }: Pick<Fold, 'book'>,
  group: number,
  indicator: number,
  time: IndicatorTime,
  period: Period,
  basis: Basis
): FigureSource[] {
  const found: FigureSource[] = [];
  for (let q = period; q >= reachBack(time, period); q--) {
    const source = countingIn(book, group, indicator, q, basis);
    if (!source) continue;
    found.push(source);
    if (time !== 'flow-ytd') break;
  }
  return found;
}

/** The version of a group and period that counts, where it says an indicator. */
function countingIn(
  book: Fold['book'],
  group: number,
  indicator: number,
  period: Period,
  basis: Basis
): FigureSource | null {
  const standing = book.standing(group, period);
  // What was taken back counts nowhere, approved or not.
  if (!standing || book.namedBy(standing.position, indicator) === null) return null;
  for (const { position, at, state } of book.versionsOf(group, period)) {
    if (basis === 'approved' ? state !== 'approved' : state === 'returned') continue;
    const values = book.valuesOf(position);
    const named = book.namedBy(position, indicator);
    if (!values || named === null) return null;
    const k = Array.prototype.indexOf.call(values.indicators, indicator);
    return { position, named, period, at, state, num: values.nums[k]!, den: values.dens[k]! };
  }
  return null;
}
