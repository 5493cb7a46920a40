/** One unit of a funnel plot: what it has, and how much chance alone would move that (a variance). */
export interface Measured {
  readonly value: number;
  readonly variance: number;
}

/** So many of so many, and the share of them that is the unit's target. */
export interface Shared {
  readonly num: number;
  readonly den: number;
  /** What the value is a part of: the unit's target, or 1 where the rate itself is drawn. */
  readonly of: number;
}

/** Fewer units than this show no usual spread to lie outside of. */
export const LEAST_UNITS = 10;

/** What all units together have: the centre of the funnel. */
export function centreOf(units: readonly Shared[]): number {
  const held = units.reduce((sum, { num }) => sum + num, 0);
  const wanted = units.reduce((sum, { den, of }) => sum + den * of, 0);
  return wanted > 0 ? held / wanted : 0;
}

/** A unit's value beside the centre, and the binomial variance of that where each person counts alone. */
export function measuredOf({ num, den, of }: Shared, centre: number): Measured {
  const share = Math.min(1, Math.max(0, centre * of));
  return { value: num / den / of, variance: (share * (1 - share)) / den / of ** 2 };
}

/** Where a unit lies: beyond a limit below or above, or within what units of its kind vary by. */
export type Standing = 'farBelow' | 'below' | 'within' | 'above' | 'farAbove';

/** The normal quantiles of the two pairs of limits, 95 % and 99.8 % (Spiegelhalter 2005). */
const NEAR = 1.959964;
const FAR = 3.090232;
/** So much of the units at either end is drawn in before the spread is estimated (Spiegelhalter 2005b). */
const WINSORISED = 0.1;

/** Around what units vary, and how much more than chance alone explains. */
export interface Spread {
  /** Between units, beyond chance (τ²). */
  readonly between: number;
  /** How many times what chance explains the units vary (φ); 1 is chance alone. */
  readonly times: number;
}

/** The limits of one size of unit. */
export interface Limits {
  readonly farLow: number;
  readonly low: number;
  readonly high: number;
  readonly farHigh: number;
}

/**
 * How much units vary around a centre beyond what chance explains: z-scores with the tenth at either end drawn in
 * (winsorised), φ the mean of their squares, and where that is more than chance makes, τ² by the method of moments
 * (DerSimonian and Laird), added to each unit's own variance. Spiegelhalter, "Handling over-dispersion of performance
 * indicators", Qual Saf Health Care 2005;14:347–351. Under two units there is no spread.
 */
export function spreadOf(units: readonly Measured[], centre: number): Spread {
  const held = units.filter(({ variance }) => variance > 0);
  const n = held.length;
  if (n < 2) return { between: 0, times: 1 };
  const scores = winsorised(held.map(({ value, variance }) => (value - centre) / Math.sqrt(variance)));
  const times = scores.reduce((sum, z) => sum + z * z, 0) / n;
  if (n * times < n - 1) return { between: 0, times };
  const weights = held.map(({ variance }) => 1 / variance);
  const sum = weights.reduce((a, b) => a + b, 0);
  const squares = weights.reduce((a, b) => a + b * b, 0);
  return { between: (n * times - (n - 1)) / (sum - squares / sum), times };
}

/** The limits around a centre for a unit that chance alone moves by this variance. */
export function limitsAt(centre: number, variance: number, { between }: Spread): Limits {
  const deviation = Math.sqrt(variance + between);
  return {
    farLow: centre - FAR * deviation,
    low: centre - NEAR * deviation,
    high: centre + NEAR * deviation,
    farHigh: centre + FAR * deviation
  };
}

/** Where a unit stands: beyond a line exactly when it lies there in the drawing. */
export function standingOf({ value, variance }: Measured, centre: number, spread: Spread): Standing {
  const { farLow, low, high, farHigh } = limitsAt(centre, variance, spread);
  if (value < low) return value < farLow ? 'farBelow' : 'below';
  if (value > high) return value > farHigh ? 'farAbove' : 'above';
  return 'within';
}

/** How many units stand where. */
export function countStandings(standings: Iterable<Standing>): Readonly<Record<Standing, number>> {
  const counts = { farBelow: 0, below: 0, within: 0, above: 0, farAbove: 0 };
  for (const standing of standings) counts[standing] += 1;
  return counts;
}

/** Bases along an axis on which they lie as far apart as the eye sees, from the least to the most. */
export function basesBetween(least: number, most: number, steps: number): number[] {
  const [from, to] = [Math.log(Math.max(1, least)), Math.log(Math.max(2, most))];
  return Array.from({ length: steps + 1 }, (_, i) => Math.exp(from + ((to - from) * i) / steps));
}

/** Scores beyond the tenth and the ninetieth percentile are set to these (linear interpolation between order statistics). */
function winsorised(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((a, b) => a - b);
  const quantile = (part: number) => {
    const at = part * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
    return below + (above - below) * (at - Math.floor(at));
  };
  const [low, high] = [quantile(WINSORISED), quantile(1 - WINSORISED)];
  return scores.map((z) => Math.min(high, Math.max(low, z)));
}
