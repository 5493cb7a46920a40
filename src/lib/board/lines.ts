import {
  isWithheld,
  NO_TARGET,
  NOT_APPLICABLE,
  readingOf,
  SMALL_BASE,
  stateOf,
  triedFigures,
  type Reading
} from '../domain/attainment.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { Period } from '../domain/period.ts';
import type { Basis, Rows } from '../domain/rows.ts';
import type { Fraction } from '../domain/target.ts';
import { TERRAINS } from '../domain/unit.ts';
import type { Selection, Sort } from './selection.ts';
import type { Place } from './nodes.ts';

/** Where a row lies. */
export interface RowRef {
  readonly rows: Rows;
  readonly at: number;
}

/** The rows that the page holds, whatever brought them. */
export interface RowSource {
  find(node: number, indicator: number, period: Period): RowRef | null;
  /** Whether all rows of one indicator and period are held; without it a missing row says nothing. */
  holds(indicator: number, period: Period): boolean;
  /** The rows of an indicator and period by node ascending, where they lie so; null where there are none. */
  block(indicator: number, period: Period): Rows | null;
}

/** One unit or group with its reading: a line of the table, a hover card, the figure of the panel. */
export interface Line {
  readonly place: Place;
  readonly reading: Reading;
  /** The code of its state. */
  readonly code: number;
  /** −1 where there is none. */
  readonly num: number;
  readonly den: number;
  readonly expected: number;
  readonly fresh: number;
  readonly carried: number;
  /** Periods; −1 without a value. */
  readonly oldestAge: number;
}

const NOTHING: Reading = {
  state: 'notApplicable',
  band: null,
  rate: null,
  target: null,
  attainment: null,
  gap: null,
  coverage: null
};

/** A line as a row's numbers; its reading is made when it is first asked for. */
class RowLine implements Line {
  readonly place: Place;
  readonly code: number;
  readonly num: number;
  readonly den: number;
  readonly expected: number;
  readonly fresh: number;
  readonly carried: number;
  readonly oldestAge: number;
  readonly #indicator: Indicator;
  readonly #den: number;
  readonly #isTried: boolean;
  readonly #expectedBase: number;
  readonly #targetNum: number;
  readonly #targetDen: number;
  readonly #freshBase: number;
  #reading: Reading | null = null;

  constructor(rows: Rows, at: number, place: Place, code: number, read: Read) {
    const measures = rows[read.basis];
    this.place = place;
    this.code = code;
    this.num = measures.num[at] ?? -1;
    this.#den = measures.den[at] ?? -1;
    // Of a row that is withheld there stands a code in place of the denominator.
    this.den = isWithheld({ num: this.num, den: this.#den }) ? -1 : this.#den;
    this.expected = rows.expected[at] ?? 0;
    this.fresh = measures.fresh[at] ?? 0;
    this.carried = measures.carried[at] ?? 0;
    this.oldestAge = measures.oldestAge[at] ?? -1;
    this.#indicator = read.indicator;
    this.#isTried = read.tried !== null;
    this.#expectedBase = rows.expectedBase[at] ?? 0;
    this.#targetNum = read.tried ? read.tried.num : (rows.targetNum[at] ?? -1);
    this.#targetDen = read.tried ? read.tried.den : (rows.targetDen[at] ?? 1);
    this.#freshBase = measures.freshBase[at] ?? 0;
  }

  get reading(): Reading {
    return (this.#reading ??= readingOf(
      this.#indicator,
      {
        num: this.num,
        den: this.#den,
        expected: this.expected,
        expectedBase: this.#expectedBase,
        targetNum: this.#targetNum,
        targetDen: this.#targetDen
      },
      this.code,
      { fresh: this.fresh, freshBase: this.#freshBase, isTried: this.#isTried }
    ));
  }
}

/** How rows are read. */
export interface Read {
  readonly indicator: Indicator;
  readonly basis: Basis;
  /** A target tried out in place of those given. */
  readonly tried: Fraction | null;
}

/** What the rows say of one place, by its own target or by one `tried` out; a place without a row is không áp dụng. */
export function lineOf(
  source: RowSource,
  place: Place,
  { ordinal, indicator }: { ordinal: number; indicator: Indicator },
  period: Period,
  basis: Basis,
  tried: Fraction | null = null
): Line {
  return lineAtRow(source.find(place.ordinal, ordinal, period), place, indicator, basis, tried);
}

/** The line of a place whose row is known, or known not to be. */
export function lineAtRow(
  ref: RowRef | null,
  place: Place,
  indicator: Indicator,
  basis: Basis,
  tried: Fraction | null
): Line {
  if (!ref) return emptyLine(place);
  const { rows, at } = ref;
  const code = stateOf(indicator, triedFigures(rows, at, basis, tried));
  return new RowLine(rows, at, place, code, { indicator, basis, tried });
}

/** The line of a row whose state code is known. */
export function lineOfCode(rows: Rows, at: number, place: Place, code: number, read: Read): Line {
  return new RowLine(rows, at, place, code, read);
}

/** The line of a place without a row. */
export function emptyLine(place: Place): Line {
  return {
    place,
    reading: NOTHING,
    code: NOT_APPLICABLE,
    num: -1,
    den: -1,
    expected: 0,
    fresh: 0,
    carried: 0,
    oldestAge: -1
  };
}

/** Whether a line's counts are withheld because they are those of a few (RULES 17): only its state and band are told. */
export function hidesCounts({ code, num }: Pick<Line, 'code' | 'num'>): boolean {
  return num < 0 && (code === SMALL_BASE || code === NO_TARGET);
}

/** The value of a line as the map colours it: a rate, or a count; null where there is none. */
export function valueOf(line: Line): number | null {
  return line.reading.rate ?? (line.num >= 0 && line.den < 0 ? line.num : null);
}

/** How a table is sorted that nobody sorted: what needs most help first, by the gap. */
export const USUAL_SORT: Sort = { column: 'gap', descending: true };

/**
 * Lines in the order of a column; those without a value come last either way, and names decide between equals.
 * `compareNames` is the collation of the page.
 */
export function sortLines(
  lines: readonly Line[],
  { column, descending }: Sort,
  compareNames: (a: string, b: string) => number
): Line[] {
  const byName = (a: Line, b: Line) =>
    compareNames(a.place.name, b.place.name) || a.place.ordinal - b.place.ordinal;
  if (column === 'name') return [...lines].sort((a, b) => (descending ? byName(b, a) : byName(a, b)));
  const keys = new Map(lines.map((line) => [line, keyOf(line, column)]));
  return [...lines].sort((a, b) => {
    const [x, y] = [keys.get(a) ?? null, keys.get(b) ?? null];
    if (x === null || y === null)
      return x !== y ? (x === null ? 1 : -1) : applies(b) - applies(a) || byName(a, b);
    return (descending ? y - x : x - y) || byName(a, b);
  });
}

/** Those to whom the indicator does not apply come after those without data. */
const applies = (line: Line) => (line.code === NOT_APPLICABLE ? 0 : 1);

function keyOf(line: Line, column: Exclude<Sort['column'], 'name'>): number | null {
  switch (column) {
    case 'value':
      return valueOf(line);
    case 'gap':
      return line.reading.gap;
    case 'coverage':
      return line.reading.coverage;
    case 'state':
      return line.code;
  }
}

/** Σ of the gaps of lines; null where none has a gap. */
export function sumOfGaps(lines: Iterable<Line>): number | null {
  let sum: number | null = null;
  for (const { reading } of lines) if (reading.gap !== null) sum = (sum ?? 0) + reading.gap;
  return sum;
}

/** Lines by the ordinal of their place. */
export function linesByOrdinal(lines: readonly Line[]): ReadonlyMap<number, Line> {
  return new Map(lines.map((line) => [line.place.ordinal, line]));
}

/** What of the choice leaves lines out. */
export type Sieve = Pick<Selection, 'hidden' | 'range' | 'types'>;

/** What a choice of types leaves: of the terrains that it names any, and of the types of units any. */
function isOfTypes({ type, terrain }: Place, types: readonly string[]): boolean {
  const terrains = types.filter(isTerrain);
  if (terrains.length > 0 && (terrain == null || !terrains.includes(terrain))) return false;
  return terrains.length === types.length || types.includes(type);
}

/** Whether a type that a choice names is a kind of land and no type of unit. */
export function isTerrain(type: string): boolean {
  return TERRAINS.some((terrain) => terrain === type);
}

/** Whether a choice leaves anything out at all. */
export function isSifting({ hidden, range, types }: Sieve): boolean {
  return hidden.length > 0 || types.length > 0 || range !== null;
}

/** Whether a line is kept by what was chosen: its state, its value, its type. Every view and the table ask this. */
export function isKept(line: Line, { hidden, range, types }: Sieve): boolean {
  if (hidden.length > 0 && hidden.includes(line.reading.state)) return false;
  if (types.length > 0 && !isOfTypes(line.place, types)) return false;
  if (range === null) return true;
  if (range[2] === 'own') {
    const { attainment } = line.reading;
    return attainment !== null && attainment * 1000 >= range[0] && attainment * 1000 < range[1];
  }
  if (line.num < 0 || line.den === 0) return false;
  const [value, one] = line.den < 0 ? [line.num, 1] : [line.num * 1000, line.den];
  return value >= range[0] * one && value < range[1] * one;
}
