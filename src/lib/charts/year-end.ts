import { firstOfYear, type Period } from '../domain/period.ts';
import type { TrendPoint } from './trend.ts';

/** Steps from month to month that the interval is made of at most, and at least: with fewer nothing is said. */
const MOST_STEPS = 12;
export const LEAST_STEPS = 5;

/** What the figure is likely to be at the end of its year, if months go on as the last ones went. */
export interface YearEnd {
  /** The last period of the year. */
  readonly at: Period;
  readonly value: number;
  /** The 80 % interval. */
  readonly low: number;
  readonly high: number;
}

/** The 90th percentile of Student's t with 1, 2, … 11 degrees of freedom: 80 % lie between it and its negative. */
const T90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363];

/**
 * The figure at the end of the year: the last one and the pace as often as there are months to come, with the interval
 * of a random walk with drift, t · s · √(h (1 + h / n)), where s is how far the n last monthly steps lie from the pace
 * and h the months to come (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.5). Null
 * where fewer than five months in a row have a step, or the year has ended. `most` is what the figure cannot exceed.
 */
export function yearEndOf(points: readonly TrendPoint[], slope: number, most: number | null): YearEnd | null {
  const last = points.findLast(({ value }) => value !== null);
  if (!last || last.value === null) return null;
  const at = firstOfYear(last.period) + 11;
  const h = at - last.period;
  const steps = stepsBefore(points, last.period);
  const n = steps.length;
  if (h <= 0 || n < LEAST_STEPS) return null;
  const deviation = Math.sqrt(steps.reduce((sum, step) => sum + (step - slope) ** 2, 0) / (n - 1));
  const half = (T90[n - 2] ?? T90.at(-1) ?? 0) * deviation * Math.sqrt(h * (1 + h / n));
  const bounded = (value: number) => Math.max(0, most === null ? value : Math.min(most, value));
  const value = last.value + slope * h;
  return { at, value: bounded(value), low: bounded(value - half), high: bounded(value + half) };
}

/** The steps from month to month up to a period, as far back as every month has a figure. */
function stepsBefore(points: readonly TrendPoint[], end: Period): number[] {
  const values = new Map(points.map(({ period, value }) => [period, value]));
  const steps: number[] = [];
  for (let period = end; steps.length < MOST_STEPS; period--) {
    const [now, before] = [values.get(period) ?? null, values.get(period - 1) ?? null];
    if (now === null || before === null) break;
    steps.push(now - before);
  }
  return steps;
}

/** What a unit would lack at the end, in what the indicator counts: to three digits, since it is an estimate. */
export function lackingAt(value: number, target: number, base: number): number {
  const lacking = Math.max(0, (target - value) * base);
  if (lacking < 1) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(lacking)) - 2);
  return Math.round(lacking / unit) * unit;
}
