import { reachBack, type IndicatorTime } from '../../domain/indicator.ts';
import type { Position } from '../../domain/entry.ts';
import type { Period } from '../../domain/period.ts';
import type { ReviewState } from '../../domain/report.ts';
import type { Basis } from '../../domain/rows.ts';
import type { Fold } from '../snapshot/fold.ts';

/** A version of a report that a group's value is made of. */
export interface FigureSource {
  readonly position: Position;
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

/** The newest version of a group and period that carries an indicator and counts. */
function countingIn(
  book: Fold['book'],
  group: number,
  indicator: number,
  period: Period,
  basis: Basis
): FigureSource | null {
  for (const { position, at, state } of book.versionsOf(group, period)) {
    if (basis === 'approved' ? state !== 'approved' : state === 'returned') continue;
    const values = book.valuesOf(position);
    if (!values) continue;
    for (let k = 0; k < values.indicators.length; k++) {
      if (values.indicators[k] !== indicator) continue;
      return { position, period, at, state, num: values.nums[k]!, den: values.dens[k]! };
    }
  }
  return null;
}
