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
const AMOUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 60, 90, 150, 300];

/**
 * What cannot be told from the truth when one group's figures had been larger and another's smaller by as much,
 * wherever the same filings stand: every sum above both is the same, no numerator is negative or above its denominator,
 * and every band is the one that is told. So the true figures may be any of these, and whoever adds up and subtracts
 * cannot know better: the proof that a figure is hidden. Null where the two do not stand in the same observations
 * equally often, or where a unit of one alone is told; in observations that are silent they need not.
 */
export function exchange(
  values: FamilyValues,
  [more, less]: readonly [Mover, Mover],
  start: number,
  silence: Silence
): Exchange | null {
  const observations = together(values, [more, less], start, silence);
  if (!observations) return null;
  const rows = observations.flatMap((k) => [...rowsOf(values, more, k, 1), ...rowsOf(values, less, k, -1)]);
  const dens: Range = { least: 0, most: 0 };
  const nums = new Map<number, Range>();
  for (const { indicator } of rows) nums.set(indicator, { least: 0, most: 0 });
  const isDone = () => isWide(dens) && [...nums.values()].every(isWide);
  const tryOut = (amount: number) => {
    const found = numerators(rows, amount);
    if (!found) return;
    widen(dens, amount, amount);
    for (const [indicator, { least, most }] of found) widen(nums.get(indicator)!, least, most);
  };
  tryOut(0);
  for (const amount of AMOUNTS) {
    if (isDone()) break;
    tryOut(amount);
    tryOut(-amount);
  }
  return {
    isWideInDen: isWide(dens),
    wideInNum: new Set([...nums].flatMap(([indicator, range]) => (isWide(range) ? [indicator] : []))),
    observations
  };
}

/** All observations that filings of the two lead to, one from another; null where only one of them stands in one. */
function together(
  values: FamilyValues,
  movers: readonly [Mover, Mover],
  start: number,
  silence: Silence
): number[] | null {
  const [one, other] = movers.map(({ group }) => values.columns(group));
  const found = [start];
  const seen = new Set(found);
  for (const k of found) {
    const [these, those] = [one!.filings[k]!, other!.filings[k]!];
    if (these.length !== those.length && !silence.isSilent(k)) return null;
    const standing = movers.filter((_, i) => [these, those][i]!.length > 0);
    if (!standing.every(({ gates }) => gates.every((gate) => silence.isUntold(gate, k)))) return null;
    const next = [
      ...these.flatMap((month) => one!.standing.get(month) ?? []),
      ...those.flatMap((month) => other!.standing.get(month) ?? [])
    ];
    for (const one of next) {
      if (seen.has(one)) continue;
      seen.add(one);
      found.push(one);
    }
  }
  return found;
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
