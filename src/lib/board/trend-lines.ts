import { MAX_CARRY } from '../domain/indicator.ts';
import type { Period } from '../domain/period.ts';

/** One period of a trend; null where there is no data or no target. */
export interface TrendLine {
  readonly period: Period;
  readonly value: number | null;
  readonly target: number | null;
  readonly coverage: number | null;
}

/**
 * The last periods of a list that belong together: a pause longer than a value can be carried begins another series,
 * which is not compared with the one before (RULES 9, 26).
 */
export function lastSeries(periods: readonly Period[]): Period[] {
  let from = 0;
  periods.forEach((period, i) => {
    if (i > 0 && period - (periods[i - 1] ?? period) > MAX_CARRY + 1) from = i;
  });
  return periods.slice(from);
}

/** A trend with one point a period from the first that has a row to the last, holes included. */
export function withHoles(points: readonly TrendLine[], last: Period): TrendLine[] {
  const first = points[0];
  if (!first) return [];
  const known = new Map(points.map((point) => [point.period, point]));
  return Array.from({ length: last - first.period + 1 }, (_, i) => {
    const period = first.period + i;
    return known.get(period) ?? { period, value: null, target: null, coverage: null };
  });
}
