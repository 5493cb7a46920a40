import type { Indicator } from '../domain/indicator.ts';
import type { Period } from '../domain/period.ts';
import { stateCodes } from '../domain/attainment.ts';
import type { Basis, Rows } from '../domain/rows.ts';
import type { Fraction } from '../domain/target.ts';
import type { Journal } from './journal.ts';
import { emptyLine, lineAtRow, lineOfCode, type Line, type RowSource } from './lines.ts';
import type { Place } from './nodes.ts';

/** Which lines are read. */
export interface Asked {
  readonly source: RowSource;
  /** By ordinal, ascending. */
  readonly places: readonly Place[];
  readonly indicator: Indicator;
  readonly ordinal: number;
  readonly period: Period;
  readonly basis: Basis;
  /** A target tried out in place of those given. */
  readonly tried: Fraction | null;
}

/** The lines of some places; the very same object again while none of them has changed. */
export interface LineSet {
  readonly lines: readonly Line[];
  /** Rises with every change. */
  readonly revision: number;
}

let revisions = 0;

/** Reads lines and remembers them: what a delta did not write is not read again. */
export class LineBook {
  readonly #journal: Journal;
  #asked: Asked | null = null;
  #set: LineSet = { lines: [], revision: 0 };
  #at = 0;
  #ordinals = new Int32Array(0);

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  read(asked: Asked): LineSet {
    const { end } = this.#journal;
    const changed =
      this.#asked && isSame(this.#asked, asked)
        ? this.#journal.since(this.#at, asked.ordinal, asked.period)
        : null;
    if (this.#asked?.places !== asked.places)
      this.#ordinals = Int32Array.from(asked.places, ({ ordinal }) => ordinal);
    if (changed === null) this.#set = { lines: readAll(asked), revision: ++revisions };
    else if (changed.length > 0) this.#set = patched(this.#set, asked, this.#ordinals, changed);
    this.#asked = asked;
    this.#at = end;
    return this.#set;
  }
}

/** Where the line of an ordinal is among lines that ascend by it; −1 where it is not. */
export function indexOfLine(lines: readonly Line[], ordinal: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = lines[middle]!.place.ordinal;
    if (found === ordinal) return middle;
    if (found < ordinal) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Where a number is in an ascending column; −1 where it is not. */
function indexIn(column: Int32Array, value: number): number {
  let low = 0;
  let high = column.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = column[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function isSame(a: Asked, b: Asked): boolean {
  return (
    a.source === b.source &&
    a.places === b.places &&
    a.ordinal === b.ordinal &&
    a.indicator === b.indicator &&
    a.period === b.period &&
    a.basis === b.basis &&
    a.tried?.num === b.tried?.num &&
    a.tried?.den === b.tried?.den
  );
}

/** The lines of all places: their rows found in one walk, their states told in one pass over the columns. */
function readAll({ source, places, indicator, ordinal, period, basis, tried }: Asked): Line[] {
  const rows = source.block(ordinal, period);
  if (!rows) return places.map(emptyLine);
  const at = placesIn(rows, places);
  const codes = stateCodes(rows, at, indicator, basis, tried);
  const read = { indicator, basis, tried };
  return places.map((place, k) => {
    const row = at[k]!;
    return row < 0 ? emptyLine(place) : lineOfCode(rows, row, place, codes[k]!, read);
  });
}

/** Where the row of each place is in a block, −1 where it has none. Both ascend: one walk over the two. */
export function placesIn(rows: Rows, places: readonly Pick<Place, 'ordinal'>[]): Int32Array {
  const found = new Int32Array(places.length).fill(-1);
  const { node, length } = rows;
  let at = 0;
  for (let k = 0; k < places.length; k++) {
    const { ordinal } = places[k]!;
    while (at < length && node[at]! < ordinal) at++;
    if (node[at] === ordinal) found[k] = at;
  }
  return found;
}

function patched(set: LineSet, asked: Asked, ordinals: Int32Array, changed: readonly Int32Array[]): LineSet {
  const { source, indicator, ordinal, period, basis, tried } = asked;
  const lines = set.lines.slice();
  let isOther = false;
  for (const nodes of changed) {
    for (const node of nodes) {
      const at = indexIn(ordinals, node);
      const line = lines[at];
      if (!line) continue;
      const ref = source.find(node, ordinal, period);
      lines[at] = lineAtRow(ref, line.place, indicator, basis, tried);
      isOther = true;
    }
  }
  return isOther ? { lines, revision: ++revisions } : set;
}
