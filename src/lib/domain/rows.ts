/**
 * One set of measures of a row, twice in each row: over every version that counts, and over approved ones alone
 * (RULES 9, 10). A missing number is −1; no measure can be negative.
 */
export interface Measures {
  /** Σ numerators of groups with a value; −1 where no group has one. */
  readonly num: Float64Array;
  /** Σ denominators of the same groups; −1 where no group has a value, or for counts. */
  readonly den: Float64Array;
  /** Groups whose value is of this very period. */
  readonly fresh: Int32Array;
  /** Groups whose value is older. */
  readonly carried: Int32Array;
  /** Age of the oldest value in periods; −1 where there is none. */
  readonly oldestAge: Int8Array;
  /** Σ base facts of the fresh groups (shares), else their number. */
  readonly freshBase: Float64Array;
}

/**
 * Rows of unit × indicator × period, column by column: what snapshots and deltas carry and what the browser keeps.
 * A row exists where at least one group is expected; in a delta `expected` 0 takes a row away. Ordinals are the
 * store's own and never change.
 */
export interface Rows {
  readonly length: number;
  /** Ordinal of the node (unit or group). */
  readonly node: Int32Array;
  /** Ordinal of the indicator. */
  readonly indicator: Int16Array;
  readonly period: Int32Array;
  /** Groups alive that should file this indicator, those to whom it does not apply left out. */
  readonly expected: Int32Array;
  /** Σ base facts of the expected groups (shares), else their number. */
  readonly expectedBase: Float64Array;
  /** The target that holds for the node, inherited for shares; −1 where none was given. */
  readonly targetNum: Float64Array;
  /** Denominator of the target's fraction, a power of ten; 1 where there is no target. */
  readonly targetDen: Int32Array;
  /** Over every version that counts (submitted or approved). */
  readonly all: Measures;
  /** Over approved versions alone. */
  readonly approved: Measures;
}

/** Which of a row's two sets of measures is meant. */
export type Basis = 'all' | 'approved';

/** Rows of a given length, all empty. */
export function makeRows(length: number): Rows {
  return {
    length,
    node: new Int32Array(length),
    indicator: new Int16Array(length),
    period: new Int32Array(length),
    expected: new Int32Array(length),
    expectedBase: new Float64Array(length),
    targetNum: new Float64Array(length).fill(-1),
    targetDen: new Int32Array(length).fill(1),
    all: makeMeasures(length),
    approved: makeMeasures(length)
  };
}

/** Measures of a given length, all missing. */
function makeMeasures(length: number): Measures {
  return {
    num: new Float64Array(length).fill(-1),
    den: new Float64Array(length).fill(-1),
    fresh: new Int32Array(length),
    carried: new Int32Array(length),
    oldestAge: new Int8Array(length).fill(-1),
    freshBase: new Float64Array(length)
  };
}

/** Rows [start, end) in memory of their own. */
export function sliceRows(rows: Rows, start: number, end: number): Rows {
  const measures = (m: Measures): Measures => ({
    num: m.num.slice(start, end),
    den: m.den.slice(start, end),
    fresh: m.fresh.slice(start, end),
    carried: m.carried.slice(start, end),
    oldestAge: m.oldestAge.slice(start, end),
    freshBase: m.freshBase.slice(start, end)
  });
  return {
    length: end - start,
    node: rows.node.slice(start, end),
    indicator: rows.indicator.slice(start, end),
    period: rows.period.slice(start, end),
    expected: rows.expected.slice(start, end),
    expectedBase: rows.expectedBase.slice(start, end),
    targetNum: rows.targetNum.slice(start, end),
    targetDen: rows.targetDen.slice(start, end),
    all: measures(rows.all),
    approved: measures(rows.approved)
  };
}

/** Copies row `from` of one set over row `to` of another. */
export function copyRow(source: Rows, from: number, into: Rows, to: number): void {
  into.node[to] = source.node[from]!;
  into.indicator[to] = source.indicator[from]!;
  into.period[to] = source.period[from]!;
  into.expected[to] = source.expected[from]!;
  into.expectedBase[to] = source.expectedBase[from]!;
  into.targetNum[to] = source.targetNum[from]!;
  into.targetDen[to] = source.targetDen[from]!;
  copyMeasures(source.all, from, into.all, to);
  copyMeasures(source.approved, from, into.approved, to);
}

/** Copies one row's measures. */
function copyMeasures(source: Measures, from: number, into: Measures, to: number): void {
  into.num[to] = source.num[from]!;
  into.den[to] = source.den[from]!;
  into.fresh[to] = source.fresh[from]!;
  into.carried[to] = source.carried[from]!;
  into.oldestAge[to] = source.oldestAge[from]!;
  into.freshBase[to] = source.freshBase[from]!;
}
