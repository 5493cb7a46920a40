import { bandOf, NO_TARGET, SMALL_BASE, type Measured } from './attainment.ts';
import { hasSmallBases, MIN_BASE } from './indicator.ts';
import type { Basis, Rows } from './rows.ts';

/** Whether counts over a base of a few persons or households are told or withheld (RULES 17). */
export type Few = 'told' | 'withheld';

/** What is told of one basis of a row: its counts, or the band without them, or that they are withheld and no more. */
export type Telling = 'counts' | 'band' | 'state';

const BASES: readonly Basis[] = ['all', 'approved'];

/**
 * Takes what would tell of a few persons or households out of rows, in place: where a share's denominator is under
 * `MIN_BASE`, or the row hides another (`telling`), its numerator goes and in place of the denominator stands the code
 * of the band (`NO_TARGET` where no target was given, `SMALL_BASE` where the band would tell too much). Bases of such a row become numbers of groups, so
 * that its coverage can be told without them. The rows must be the caller's own. Doing it twice changes nothing. What
 * must be hidden so that nothing is found by subtraction is `Withholding`'s to say.
 */
export function withholdFew(
  rows: Rows,
  indicators: readonly Measured[],
  telling: (i: number, basis: Basis) => Telling = () => 'counts'
): Rows {
  for (let i = 0; i < rows.length; i++) {
    const indicator = indicators[rows.indicator[i]!];
    if (!indicator || rows.expected[i]! <= 0) continue;
    const told = { all: telling(i, 'all'), approved: telling(i, 'approved') };
    const isHiding = told.all !== 'counts' || told.approved !== 'counts';
    if (!isHiding && !hasSmallBases(indicator)) continue;
    const isFew = rows.expectedBase[i]! > 0 && rows.expectedBase[i]! < MIN_BASE;
    let few = isFew || isHiding;
    for (const basis of BASES) few = withhold(rows, i, indicator, basis, told[basis]) || few;
    if (!few) continue;
    // Where no base is known, coverage goes by groups already.
    if (rows.expectedBase[i]! > 0) rows.expectedBase[i] = rows.expected[i]!;
    for (const basis of BASES) rows[basis].freshBase[i] = rows[basis].fresh[i]!;
  }
  return rows;
}

/** Withholds one basis of a row; answers whether it was, now or before. */
function withhold(rows: Rows, i: number, indicator: Measured, basis: Basis, telling: Telling): boolean {
  const { num, den } = rows[basis];
  if (den[i]! <= 0 || (telling === 'counts' && num[i]! >= 0 && den[i]! >= MIN_BASE)) return false;
  if (num[i]! < 0) return true;
  const figures = {
    num: num[i]!,
    den: den[i]!,
    expected: rows.expected[i]!,
    expectedBase: rows.expectedBase[i]!,
    targetNum: rows.targetNum[i]!,
    targetDen: rows.targetDen[i]!
  };
  // Where nothing at all is allowed, whoever keeps to it has a numerator of 0.
  const isBare = telling === 'state' || (figures.targetNum === 0 && indicator.direction === 'down');
  if (figures.targetNum < 0) den[i] = NO_TARGET;
  else den[i] = isBare ? SMALL_BASE : bandOf(indicator, figures);
  num[i] = -1;
  return true;
}
