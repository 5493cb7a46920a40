import { hasSmallBases, MIN_BASE, type Indicator } from './indicator.ts';
import type { Basis, Rows } from './rows.ts';
import type { Fraction } from './target.ts';

/**
 * What a row says, the first that applies (RULES 15): không áp dụng, chưa có số liệu, chưa giao chỉ tiêu, mẫu số nhỏ,
 * then the four bands. The order is that of the codes on the wire and in SQL.
 */
export const STATES = [
  'notApplicable',
  'noData',
  'noTarget',
  'smallBase',
  'met',
  'near',
  'notMet',
  'low'
] as const;
export type State = (typeof STATES)[number];

export const NOT_APPLICABLE = 0;
export const NO_DATA = 1;
export const NO_TARGET = 2;
export const SMALL_BASE = 3;
export const MET = 4;
export const NEAR = 5;
export const NOT_MET = 6;
export const LOW = 7;

/** Lower edges of the bands met, near and notMet, percent of the target; below the last is low (RULES 15). */
export const BAND_EDGES = [100, 80, 50] as const;

/** What attainment needs to know of an indicator. */
export type Measured = Pick<Indicator, 'kind' | 'direction' | 'counts'>;

/**
 * The numbers of one row that attainment is made of; −1 is missing, as in `Rows`. Withheld figures (RULES 17) have no
 * `num` and, in place of `den`, the code of what may be told: the band, or `NO_TARGET` where there is no target
 * (`domain/few.ts`).
 */
export interface Figures {
  readonly num: number;
  readonly den: number;
  readonly expected: number;
  readonly expectedBase: number;
  readonly targetNum: number;
  readonly targetDen: number;
}

/** One row read out: ratios, not percents; null where there is none. */
export interface Reading {
  readonly state: State;
  /** The band by itself, also under a small base; null without a figure or a target. */
  readonly band: State | null;
  /** num ÷ den; null for counts. */
  readonly rate: number | null;
  readonly target: number | null;
  /** 1 is the target reached (RULES 14). */
  readonly attainment: number | null;
  /** Still missing to reach the target, in what the indicator counts, over those who reported (RULES 16). */
  readonly gap: number | null;
  /** Fresh ÷ expected, 0 to 1 (RULES 11). */
  readonly coverage: number | null;
}

/** The state code of one row. */
export function stateOf(indicator: Measured, row: Figures): number {
  const rated = indicator.kind !== 'count';
  if (row.expected <= 0) return NOT_APPLICABLE;
  if (indicator.kind === 'share' && row.expectedBase <= 0 && row.den <= 0) return NOT_APPLICABLE;
  if (isWithheld(row)) return row.targetNum < 0 ? NO_TARGET : SMALL_BASE;
  if (row.num < 0) return NO_DATA;
  if (rated && row.den <= 0) return NOT_APPLICABLE;
  if (row.targetNum < 0) return NO_TARGET;
  if (row.den < MIN_BASE && hasSmallBases(indicator)) return SMALL_BASE;
  return bandOf(indicator, row);
}

/** Whether a row's figures were withheld: all that is told of them is a code in place of the denominator. */
export function isWithheld({ num, den }: Pick<Figures, 'num' | 'den'>): boolean {
  return num < 0 && den > 0;
}

/** The band code of a row that has a figure and a target, by exact comparison of integers. */
export function bandOf(indicator: Measured, row: Figures): number {
  const [reached, wanted] = sides(indicator, row);
  if (atLeast(reached, wanted, BAND_EDGES[0])) return MET;
  if (atLeast(reached, wanted, BAND_EDGES[1])) return NEAR;
  return atLeast(reached, wanted, BAND_EDGES[2]) ? NOT_MET : LOW;
}

/** The state codes of all rows in one pass. `indicators` is by ordinal. */
export function statesOf(rows: Rows, indicators: readonly Measured[], basis: Basis): Uint8Array {
  const states = new Uint8Array(rows.length);
  const { num, den } = rows[basis];
  const figures = { num: 0, den: 0, expected: 0, expectedBase: 0, targetNum: 0, targetDen: 1 };
  for (let i = 0; i < rows.length; i++) {
    figures.num = num[i]!;
    figures.den = den[i]!;
    figures.expected = rows.expected[i]!;
    figures.expectedBase = rows.expectedBase[i]!;
    figures.targetNum = rows.targetNum[i]!;
    figures.targetDen = rows.targetDen[i]!;
    states[i] = stateOf(indicators[rows.indicator[i]!]!, figures);
  }
  return states;
}

/**
 * The state codes of some rows of one indicator in one pass over the columns; `at` are their places, −1 where there is
 * no row. The same codes as `stateOf`, without an object a row.
 */
export function stateCodes(
  rows: Rows,
  at: Int32Array,
  indicator: Measured,
  basis: Basis,
  tried: Fraction | null = null
): Uint8Array {
  const codes = new Uint8Array(at.length);
  const { num, den } = rows[basis];
  const { expected, expectedBase, targetNum, targetDen } = rows;
  const [isCount, isShare, isUp] = [
    indicator.kind === 'count',
    indicator.kind === 'share',
    indicator.direction === 'up'
  ];
  const least = hasSmallBases(indicator) ? MIN_BASE : -Infinity;
  for (let k = 0; k < at.length; k++) {
    const i = at[k]!;
    if (i < 0 || expected[i]! <= 0) continue;
    const [n, d] = [num[i]!, den[i]!];
    if (isShare && d <= 0 && expectedBase[i]! <= 0) continue;
    if (n < 0 && d > 0) codes[k] = (tried ? tried.num : targetNum[i]!) < 0 ? NO_TARGET : SMALL_BASE;
    else if (n < 0) codes[k] = NO_DATA;
    else if (!isCount && d <= 0) continue;
    else {
      const wantedNum = tried ? tried.num : targetNum[i]!;
      if (wantedNum < 0) codes[k] = NO_TARGET;
      else if (d < least) codes[k] = SMALL_BASE;
      else {
        const figure = n * (tried ? tried.den : targetDen[i]!) * 100;
        const goal = wantedNum * (isCount ? 1 : d) * 100;
        // Beyond this doubles are no longer exact.
        if (figure > Number.MAX_SAFE_INTEGER || goal > Number.MAX_SAFE_INTEGER)
          codes[k] = bandOf(indicator, triedFigures(rows, i, basis, tried));
        else codes[k] = isUp ? bandCode(figure, goal) : bandCode(goal, figure);
      }
    }
  }
  return codes;
}

/** The band of two products, each times 100: in hundredths they stay whole. */
function bandCode(reached: number, wanted: number): number {
  const percent = wanted / 100;
  if (reached >= wanted) return MET;
  if (reached >= percent * BAND_EDGES[1]) return NEAR;
  return reached >= percent * BAND_EDGES[2] ? NOT_MET : LOW;
}

/** The figures of one row, by a target tried out where there is one. */
export function triedFigures(rows: Rows, i: number, basis: Basis, tried: Fraction | null): Figures {
  const own = figuresAt(rows, i, basis);
  return tried ? { ...own, targetNum: tried.num, targetDen: tried.den } : own;
}

/** The figures of one row of a set. */
export function figuresAt(rows: Rows, i: number, basis: Basis): Figures {
  return {
    num: rows[basis].num[i]!,
    den: rows[basis].den[i]!,
    expected: rows.expected[i]!,
    expectedBase: rows.expectedBase[i]!,
    targetNum: rows.targetNum[i]!,
    targetDen: rows.targetDen[i]!
  };
}

/** Reads one row out; by the target `tried` in place of its own where one is given, which is stored nowhere. */
export function readingAt(
  rows: Rows,
  i: number,
  indicator: Measured,
  basis: Basis,
  tried: Fraction | null = null
): Reading {
  const row = triedFigures(rows, i, basis, tried);
  const [fresh, freshBase] = [rows[basis].fresh[i]!, rows[basis].freshBase[i]!];
  return readingOf(indicator, row, stateOf(indicator, row), { fresh, freshBase, isTried: tried !== null });
}

/** Reads figures out whose state is known. */
export function readingOf(
  indicator: Measured,
  row: Figures,
  code: number,
  { fresh, freshBase, isTried }: { fresh: number; freshBase: number; isTried: boolean }
): Reading {
  const withheld = isWithheld(row);
  const judged = code >= SMALL_BASE && !withheld;
  // What was withheld was judged by its own target and by no other.
  const told = withheld && !isTried && row.den >= MET ? (STATES[row.den] ?? null) : null;
  return {
    state: STATES[code]!,
    band: judged ? STATES[bandOf(indicator, row)]! : told,
    rate: indicator.kind !== 'count' && row.num >= 0 && row.den > 0 ? row.num / row.den : null,
    target: row.targetNum >= 0 ? row.targetNum / row.targetDen : null,
    attainment: judged ? attainmentOf(indicator, row) : null,
    gap: judged ? gapOf(indicator, row) : null,
    coverage: coverageOf(row, fresh, freshBase)
  };
}

/** Attainment as a ratio, rounded once (RULES 14); Infinity where an upward target is 0. */
function attainmentOf(indicator: Measured, row: Figures): number {
  const [reached, wanted] = sides(indicator, row);
  const ratio = product(reached) / product(wanted);
  if (indicator.direction === 'down') return atLeast(reached, wanted, 100) ? 1 : ratio;
  return product(wanted) === 0 ? Infinity : ratio;
}

/** max(0, ⌈target × den⌉ − num), or for counts max(0, ⌈target⌉ − num); null where fewer is better. */
function gapOf(indicator: Measured, row: Figures): number | null {
  if (indicator.direction === 'down') return null;
  const den = indicator.kind === 'count' ? 1 : row.den;
  return Math.max(0, ceilDivide(row.targetNum, den, row.targetDen) - row.num);
}

/** Base of the fresh groups ÷ base of the expected ones; by their numbers where no base is known (RULES 11). */
export function coverageOf(
  row: Pick<Figures, 'expected' | 'expectedBase'>,
  fresh: number,
  freshBase: number
): number | null {
  if (row.expected <= 0) return null;
  return row.expectedBase > 0 ? freshBase / row.expectedBase : fresh / row.expected;
}

export type Product = readonly [number, number];

/** Attainment as a quotient of two products of integers: what was reached, what was wanted. */
export function sides(indicator: Measured, row: Figures): readonly [reached: Product, wanted: Product] {
  const den = indicator.kind === 'count' ? 1 : row.den;
  const figure: Product = [row.num, row.targetDen];
  const target: Product = [row.targetNum, den];
  return indicator.direction === 'up' ? [figure, target] : [target, figure];
}

function product([a, b]: Product): number {
  return a * b;
}

/** Whether reached ÷ wanted ≥ percent ÷ 100, exactly. */
function atLeast(reached: Product, wanted: Product, percent: number): boolean {
  const left = product(reached) * 100;
  const right = product(wanted) * percent;
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return left >= right;
  return (
    BigInt(reached[0]) * BigInt(reached[1]) * 100n >= BigInt(wanted[0]) * BigInt(wanted[1]) * BigInt(percent)
  );
}

/** ⌈a × b ÷ c⌉, exactly. */
function ceilDivide(a: number, b: number, c: number): number {
  if (a * b <= Number.MAX_SAFE_INTEGER) {
    const dividend = a * b;
    const rest = dividend % c;
    return (dividend - rest) / c + (rest > 0 ? 1 : 0);
  }
  const dividend = BigInt(a) * BigInt(b);
  return Number((dividend + BigInt(c) - 1n) / BigInt(c));
}
