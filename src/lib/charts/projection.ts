import { yearOf, type Period } from '../domain/period.ts';
import type { TrendPoint } from './trend.ts';

/** The pace is that of so many months. */
const PACE_MONTHS = 6;
/** Points with a figure that a pace needs at least: with fewer no interval is worth its name. */
export const LEAST_POINTS = 4;
/** No date beyond so many months is told. */
export const HORIZON = 36;
/** The interval of the pace covers at least this, where its points are independent. */
const CONFIDENCE = 0.8;

/** A pace, per month: ratios of a rate, or the number itself of a count. */
export interface Pace {
  readonly slope: number;
  /** Its interval. */
  readonly low: number;
  readonly high: number;
  /** Points that it is made of. */
  readonly points: number;
}

/** What the trend says about the target. */
export type Projection =
  /** Nothing to project: no figure, no target, or a flow, of which every month begins at nothing. */
  | { readonly kind: 'noFigure' | 'noTarget' | 'flow' }
  | { readonly kind: 'reached'; readonly from: TrendPoint }
  | {
      readonly kind: 'tooFew';
      readonly from: TrendPoint;
      readonly points: number;
      readonly needed: Needed | null;
    }
  | {
      /** `reaches`: by `at`; `beyond`: later than the horizon; `never`: flat, or away from the target. */
      readonly kind: 'reaches' | 'beyond' | 'never';
      readonly from: TrendPoint;
      readonly pace: Pace;
      /** The period in which it is reached; null unless `reaches`. */
      readonly at: Period | null;
      /** The interval of that period; null where that end of it lies beyond the horizon or never comes. */
      readonly earliest: Period | null;
      readonly latest: Period | null;
      /** The last period that is told of. */
      readonly horizon: Period;
      readonly needed: Needed | null;
    };

/** The pace that would be needed to reach the target by its end. */
export interface Needed {
  readonly by: Period;
  readonly slope: number;
}

export interface ProjectionOf {
  /** Oldest first, one a period, of one unbroken series: a reform begins another. */
  readonly points: readonly TrendPoint[];
  readonly direction: 'up' | 'down';
  readonly time: 'stock' | 'flow' | 'flow-ytd';
  /** The last period in which the target holds; null where none is known. */
  readonly end: Period | null;
}

/**
 * When the target is reached at the pace of the last six months, and what pace it would take.
 *
 * The pace is the Theil–Sen slope (the median of the slopes between any two of the last months, Sen 1968): one odd
 * month moves it little. Its interval is Sen's, from the distribution of Kendall's S, the narrowest that covers 80 %.
 * It starts from the last figure. Months are not independent and filing is not progress: it says what follows if
 * nothing changes, no more. A sum over the year is projected within its year alone.
 */
export function projectionOf({ points, direction, time, end }: ProjectionOf): Projection {
  const from = points.findLast((point) => point.value !== null);
  if (!from || from.value === null) return { kind: 'noFigure' };
  const target = from.target;
  if (target === null) return { kind: 'noTarget' };
  const sign = direction === 'up' ? 1 : -1;
  const missing = (target - from.value) * sign;
  if (missing <= 0) return { kind: 'reached', from };
  if (time === 'flow') return { kind: 'flow' };
  const needed =
    end !== null && end > from.period
      ? { by: end, slope: (target - from.value) / (end - from.period) }
      : null;
  const first =
    time === 'flow-ytd'
      ? Math.max(from.period - PACE_MONTHS, yearOf(from.period) * 12)
      : from.period - PACE_MONTHS;
  const recent = points.filter(
    ({ period, value }) => value !== null && period >= first && period <= from.period
  );
  const pace = paceOf(recent);
  if (!pace) return { kind: 'tooFew', from, points: recent.length, needed };
  const horizon = time === 'flow-ytd' ? yearOf(from.period) * 12 + 11 : from.period + HORIZON;
  const reach = (slope: number): Period | null => {
    if (slope * sign <= 0) return null;
    const months = Math.ceil(missing / (slope * sign) - 1e-9);
    return from.period + months <= horizon ? from.period + months : null;
  };
  const at = reach(pace.slope);
  return {
    kind: at !== null ? 'reaches' : pace.slope * sign > 0 ? 'beyond' : 'never',
    from,
    pace,
    at,
    earliest: reach(sign > 0 ? pace.high : pace.low),
    latest: reach(sign > 0 ? pace.low : pace.high),
    horizon,
    needed
  };
}

/** The Theil–Sen slope of points with a value and its interval; null where they are too few for one. */
export function paceOf(points: readonly TrendPoint[]): Pace | null {
  if (points.length < LEAST_POINTS) return null;
  const slopes: number[] = [];
  points.forEach((a, i) => {
    for (const b of points.slice(i + 1))
      slopes.push(((b.value ?? 0) - (a.value ?? 0)) / (b.period - a.period));
  });
  slopes.sort((a, b) => a - b);
  const [middle, cut] = [slopes.length / 2, slopesCut(points.length)];
  const slope =
    slopes.length % 2 === 1
      ? (slopes[Math.floor(middle)] ?? 0)
      : ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
  return {
    slope,
    low: slopes[cut - 1] ?? slope,
    high: slopes[slopes.length - cut] ?? slope,
    points: points.length
  };
}

/**
 * Which of the sorted slopes, counted from either end, bounds the interval: the furthest inwards at which it still
 * covers `CONFIDENCE`, by the number of orders of n points with so many inversions (Kendall's S).
 */
export function slopesCut(n: number): number {
  let counts = [1];
  for (let k = 2; k <= n; k++) {
    const next: number[] = new Array<number>(counts.length + k - 1).fill(0);
    counts.forEach((count, inversions) => {
      for (let more = 0; more < k; more++) next[inversions + more] = (next[inversions + more] ?? 0) + count;
    });
    counts = next;
  }
  const all = counts.reduce((sum, count) => sum + count, 0);
  let [tail, cut] = [0, 0];
  for (const count of counts) {
    tail += count / all;
    if (1 - 2 * tail < CONFIDENCE - 1e-12) break;
    cut += 1;
  }
  return Math.max(1, cut);
}
