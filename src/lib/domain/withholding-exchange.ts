import { BAND_EDGES, bandOf, LOW, MET, type Measured } from './attainment.ts';
import { MIN_BASE } from './indicator.ts';
import type { Fraction } from './target.ts';
import type { FamilyValues } from './withholding-values.ts';

/** A withheld group with the units above it whose sums move when its figures do, the nearest first. */
export interface Mover {
  readonly group: number;
  readonly units: readonly number[];
  /** Those of them that are told in some observations; the others never are. */
  readonly gates: readonly number[];
}

/** What is not told of sums. */
export interface Silence {
  /** Whether a unit's sum is not told in an observation. */
  isUntold(unit: number, observation: number): boolean;
  /** Whether in an observation no sum is told that two groups could stand in. */
  isSilent(observation: number): boolean;
}

/** What an exchange between two groups leaves open in the observations that it was tried in. */
export interface Exchange {
  /** Whether every denominator in it may be others that lie ten apart. */
  readonly isWideInDen: boolean;
  /** Indicators whose numerators may be. */
  readonly wideInNum: ReadonlySet<number>;
  /** The observations that belong together: whatever is filed once stands in all of them. */
  readonly observations: readonly number[];
}

/** A row that moves by `by` times the amounts exchanged: it is told with its band, or none. */
interface MovedRow {
  readonly indicator: number;
  readonly measured: Measured;
  readonly by: number;
  readonly num: number;
  readonly den: number;
  readonly target: Fraction | null;
  readonly band: number;
}

interface Range {
  least: number;
  most: number;
}

/** Amounts of denominators that are tried: from few to many, either way. */
const AMOUNTS = [1, 3, 5, 7, 8, 9, 10, 12, 15, 20, 30, 45, 70, 120, 300];

/**
 * What cannot be told from the truth when one group's figures had been larger and others' smaller by as much, wherever
 * the same filings stand: every sum above all of them is the same, no numerator is negative or above its denominator,
 * and every band is the one that is told. So the true figures may be any of these, and whoever adds up and subtracts
 * cannot know better: the proof that a figure is hidden. Others that do not stand in the same observations equally
 * often are left out, and those of which a unit is told; in observations that are silent they need not. Null where none
 * is left.
 */
export function exchange(
  values: FamilyValues,
  more: Mover,
  others: readonly Mover[],
  start: number,
  silence: Silence
): Exchange | null {
  const found = together(values, more, others, start, silence);
  if (!found) return null;
  const { observations, less } = found;
  const rowsIn = (mover: Mover, sign: 1 | -1) => observations.flatMap((k) => rowsOf(values, mover, k, sign));
  const side = rowsIn(more, 1);
  const sides = less.map((mover) => rowsIn(mover, -1)).sort((a, b) => smallest(b) - smallest(a));
  const still = sides.map((rows) => numerators(rows, 0));
  const dens: Range = { least: 0, most: 0 };
  const nums = new Map<number, Range>();
  for (const { indicator } of side) nums.set(indicator, { least: 0, most: 0 });
  const tryOut = (amount: number) => {
    const own = numerators(side, amount);
    if (!own) return;
    for (const parts of divisions(sides.map(smallest), amount)) {
      const given = sides.map((rows, i) => (parts[i] ? numerators(rows, parts[i]) : still[i]!));
      const possible = given.every((one) => one !== null) ? meet(own, given) : null;
      if (!possible) continue;
      widen(dens, amount, amount);
      for (const [indicator, { least, most }] of possible) widen(nums.get(indicator)!, least, most);
      return;
    }
  };
  tryOut(0);
  for (const amount of AMOUNTS) {
    if (isWide(dens) && [...nums.values()].every(isWide)) break;
    tryOut(amount);
    tryOut(-amount);
  }
  return {
    isWideInDen: isWide(dens),
    wideInNum: new Set([...nums].flatMap(([indicator, range]) => (isWide(range) ? [indicator] : []))),
    observations
  };
}

/** Ways to divide an amount among others by how much they have: all from one of the largest, or from each its part. */
function divisions(sizes: readonly number[], amount: number): number[][] {
  const one = (at: number) => sizes.map((_, i) => (i === at ? amount : 0));
  const ways = [one(0), ...(sizes.length > 1 && amount !== 0 ? [one(1)] : [])];
  const sum = sizes.reduce((all, size) => all + size, 0);
  if (sizes.length < 2 || amount === 0 || sum === 0) return ways;
  const parts = sizes.map((size) => Math.trunc((amount * size) / sum));
  parts[0]! += amount - parts.reduce((all, part) => all + part, 0);
  return [...ways, parts];
}

/** What one side may take and the others together may give, by indicator; null where they do not meet. */
function meet(
  own: ReadonlyMap<number, Range>,
  given: readonly Map<number, Range>[]
): Map<number, Range> | null {
  const found = new Map<number, Range>();
  for (const [indicator, range] of own) {
    let [least, most] = [0, 0];
    for (const one of given) {
      // Who has no value of an indicator there has none to give.
      least += one.get(indicator)?.least ?? 0;
      most += one.get(indicator)?.most ?? 0;
    }
    [least, most] = [Math.max(least, range.least), Math.min(most, range.most)];
    if (least > most) return null;
    found.set(indicator, { least, most });
  }
  return found;
}

function smallest(rows: readonly MovedRow[]): number {
  return rows.reduce((least, { den }) => Math.min(least, den), Infinity);
}

/** All observations that filings of the movers lead to, one from another, and those of the others that can take part. */
function together(
  values: FamilyValues,
  more: Mover,
  others: readonly Mover[],
  start: number,
  silence: Silence
): { observations: readonly number[]; less: readonly Mover[] } | null {
  const isSeen = ({ gates }: Mover, k: number) => !gates.every((gate) => silence.isUntold(gate, k));
  const own = values.columns(more.group);
  for (let less = others; less.length > 0;) {
    const columns = less.map(({ group }) => values.columns(group));
    const found = [start];
    const seen = new Set(found);
    let out = -1;
    for (const k of found) {
      const mine = own.filings[k]!;
      if (mine.length > 0 && isSeen(more, k)) return null;
      out = columns.findIndex((one, i) => {
        const theirs = one.filings[k]!.length;
        return (theirs !== mine.length && !silence.isSilent(k)) || (theirs > 0 && isSeen(less[i]!, k));
      });
      if (out >= 0) break;
      for (const { filings, standing } of [own, ...columns])
        for (const month of filings[k]!)
          for (const next of standing.get(month) ?? []) {
            if (seen.has(next)) continue;
            seen.add(next);
            found.push(next);
          }
    }
    if (out < 0) return { observations: found, less };
    less = less.filter((_, i) => i !== out);
  }
  return null;
}

function rowsOf(values: FamilyValues, { group, units }: Mover, k: number, sign: 1 | -1): MovedRow[] {
  const { indicator, measured } = values.observations[k]!;
  const columns = values.columns(group);
  const by = sign * columns.filings[k]!.length;
  // Where it has no value nothing of it moves.
  if (by === 0) return [];
  const rowOf = (node: number, num: number, den: number): MovedRow => {
    const target = values.targetOf(node, k);
    const band = target ? bandWith(measured, target, num, den) : -1;
    return { indicator, measured, by, num, den, target, band };
  };
  return [
    rowOf(group, columns.num[k]!, columns.den[k]!),
    ...units.map((unit) => {
      const { num, den } = values.sumOf(unit, k);
      return rowOf(unit, num, den);
    })
  ];
}

/** By how much each indicator's numerators may move when denominators move by an amount; null where one cannot. */
function numerators(rows: readonly MovedRow[], amount: number): Map<number, Range> | null {
  const found = new Map<number, Range>();
  for (const row of rows) {
    const allowed = allowedWith(row, row.den + row.by * amount);
    if (!allowed) return null;
    // num + by × s lies in what is allowed.
    const ends = [(allowed.least - row.num) / row.by, (allowed.most - row.num) / row.by];
    const [least, most] = [Math.ceil(Math.min(...ends)), Math.floor(Math.max(...ends))];
    const range = found.get(row.indicator);
    if (!range) found.set(row.indicator, { least, most });
    else {
      range.least = Math.max(range.least, least);
      range.most = Math.min(range.most, most);
    }
  }
  for (const { least, most } of found.values()) if (least > most) return null;
  return found;
}

/** The numerators that a row may have over another denominator, with the band that is told. */
function allowedWith({ measured, num, den, target, band }: MovedRow, over: number): Range | null {
  if (over < 1) return null;
  // Where a filed numerator exceeds its base nobody can count on its not doing so.
  const range = { least: 0, most: num > den ? Infinity : over };
  if (target && band >= MET) {
    const within = ofBand(measured, target, band, over);
    range.least = Math.max(range.least, within.least);
    range.most = Math.min(range.most, within.most);
  }
  return range.least > range.most ? null : range;
}

/** The numerators of a band over a denominator (RULES 14, 15): whole numbers, from and to. */
function ofBand({ direction }: Measured, { num, den }: Fraction, band: number, over: number): Range {
  const place = band - MET;
  const [lower, upper] = [BAND_EDGES[place], BAND_EDGES[place - 1]];
  if (direction === 'up') {
    const from = (edge: number) => Math.ceil((num * over * edge) / (den * 100));
    return {
      least: band === LOW || lower === undefined ? 0 : from(lower),
      most: upper === undefined ? Infinity : from(upper) - 1
    };
  }
  const upTo = (edge: number) => Math.floor((num * over * 100) / (den * edge));
  return {
    least: upper === undefined ? 0 : upTo(upper) + 1,
    most: band === LOW || lower === undefined ? Infinity : upTo(lower)
  };
}

function bandWith(measured: Measured, target: Fraction, num: number, den: number): number {
  const figures = { num, den, expected: 1, expectedBase: 0, targetNum: target.num, targetDen: target.den };
  return bandOf(measured, figures);
}

function isWide({ least, most }: Range): boolean {
  return most - least >= MIN_BASE;
}

function widen(range: Range, least: number, most: number): void {
  range.least = Math.min(range.least, least);
  range.most = Math.max(range.most, most);
}
