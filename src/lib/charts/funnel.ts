import { atLeast, atMost } from './binomial.ts';

/** One unit of a funnel plot: so many of so many. */
export interface Counted {
  readonly key: number;
  readonly num: number;
  readonly den: number;
}

/** Where a unit lies: beyond a limit below or above, or within what chance alone makes. */
export type Standing = 'farBelow' | 'below' | 'within' | 'above' | 'farAbove';

/** The two pairs of limits, as the chance of lying outside of them: 95 % and 99.8 % (Spiegelhalter 2005). */
const OUTSIDE = { near: 0.05, far: 0.002 } as const;

/** The limits of one base, as shares. */
export interface Limits {
  readonly base: number;
  readonly farLow: number;
  readonly low: number;
  readonly high: number;
  readonly farHigh: number;
}

/**
 * Where a unit stands against a target by the exact binomial: how likely it would have so few (or so many) of its base
 * if each person reached the target's share by chance. Half of what lies outside is on either side.
 */
export function standingOf({ num, den }: Pick<Counted, 'num' | 'den'>, target: number): Standing {
  const few = atMost(num, den, target);
  if (few < OUTSIDE.far / 2) return 'farBelow';
  if (few < OUTSIDE.near / 2) return 'below';
  const many = atLeast(num, den, target);
  if (many < OUTSIDE.far / 2) return 'farAbove';
  return many < OUTSIDE.near / 2 ? 'above' : 'within';
}

/**
 * The limits over a range of bases: the share at which the exact tail is what may lie outside, counts taken as
 * continuous, so that a unit lies beyond the line exactly when `standingOf` says so.
 */
export function limitsOver(bases: readonly number[], target: number): Limits[] {
  return bases.map((base) => ({
    base,
    farLow: lowLimit(base, target, OUTSIDE.far / 2),
    low: lowLimit(base, target, OUTSIDE.near / 2),
    high: highLimit(base, target, OUTSIDE.near / 2),
    farHigh: highLimit(base, target, OUTSIDE.far / 2)
  }));
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

/** Where the tail below is `chance`: the largest count that would still be taken for too few; 0 where none is. */
function lowLimit(n: number, p: number, chance: number): number {
  if (atMost(0, n, p) >= chance) return 0;
  return search(0, n * p, (count) => atMost(count, n, p) < chance) / n;
}

function highLimit(n: number, p: number, chance: number): number {
  if (atLeast(n, n, p) >= chance) return 1;
  return search(n, n * p, (count) => atLeast(count, n, p) < chance) / n;
}

/** The edge between where a test holds (`inside`) and where it does not. */
function search(inside: number, outside: number, holds: (count: number) => boolean): number {
  let [yes, no] = [inside, outside];
  for (let i = 0; i < 40; i++) {
    const middle = (yes + no) / 2;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
