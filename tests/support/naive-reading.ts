import type { Indicator } from '../../src/lib/domain/indicator.ts';
import { isAtLeast, over, ratio, roundUp, times, type Ratio } from './naive-fraction.ts';

// Rules 7, 8 and 11–16 read once more, in exact fractions, and nothing of the product's own arithmetic.

/** What is known of one node, indicator and period; null is missing. */
export interface NaiveFigures {
  readonly num: bigint | null;
  readonly den: bigint | null;
  readonly expected: bigint;
  readonly expectedBase: bigint;
  readonly fresh: bigint;
  readonly freshBase: bigint;
  readonly target: Ratio | null;
}

export interface NaiveReading {
  readonly state: string;
  readonly rate: Ratio | null;
  /** `endless` where an upward target is 0. */
  readonly attainment: Ratio | 'endless' | null;
  readonly gap: bigint | null;
  readonly coverage: Ratio | null;
}

type Measured = Pick<Indicator, 'kind' | 'direction' | 'counts'>;

export function naiveReading(indicator: Measured, row: NaiveFigures): NaiveReading {
  const { kind, direction } = indicator;
  const rate = kind !== 'count' && row.num !== null && row.den ? ratio(row.num, row.den) : null;
  const coverage = naiveCoverage(row);
  const silent = (state: string): NaiveReading => ({ state, rate, attainment: null, gap: null, coverage });

  const base =
    row.num === null
      ? kind === 'share'
        ? row.expectedBase
        : null
      : kind === 'count'
        ? null
        : (row.den ?? 0n);
  if (row.expected === 0n || base === 0n) return silent('notApplicable');
  if (row.num === null) return silent('noData');
  if (row.target === null) return silent('noTarget');

  const reached = rate ?? ratio(row.num, 1n);
  const wanted = kind === 'count' ? row.target : times(row.target, row.den!);
  const gap = direction === 'up' ? largest(0n, roundUp(wanted) - row.num) : null;
  const attainment = direction === 'up' ? upward(reached, row.target) : downward(reached, row.target);
  const small = kind === 'share' && ['persons', 'households'].includes(indicator.counts) && row.den! < 10n;
  return { state: small ? 'smallBase' : bandOf(attainment), rate, attainment, gap, coverage };
}

function upward(reached: Ratio, target: Ratio): Ratio | 'endless' {
  return target.top === 0n ? 'endless' : over(reached, target);
}

function downward(reached: Ratio, target: Ratio): Ratio {
  if (isAtLeast(target, reached)) return ratio(1n, 1n);
  return target.top === 0n ? ratio(0n, 1n) : over(target, reached);
}

function bandOf(attainment: Ratio | 'endless'): string {
  if (attainment === 'endless' || isAtLeast(attainment, ratio(1n, 1n))) return 'met';
  if (isAtLeast(attainment, ratio(80n, 100n))) return 'near';
  return isAtLeast(attainment, ratio(50n, 100n)) ? 'notMet' : 'low';
}

function naiveCoverage(row: NaiveFigures): Ratio | null {
  if (row.expected === 0n) return null;
  return row.expectedBase > 0n ? ratio(row.freshBase, row.expectedBase) : ratio(row.fresh, row.expected);
}

function largest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
