import type { OldLetters } from '../../../../reading/letters.ts';

/** What a cell holds; the flags say how it came by it. */
export const CELL = {
  number: 0,
  text: 1,
  boolean: 2,
  /** `#REF!`, `#N/A`, … */
  error: 3,
  /** A number that is shown as a date. */
  date: 4,
  kinds: 7,
  /** The value is what a formula last came to. */
  formula: 8,
  /** A number that is shown in percent. */
  percent: 16,
  /** A formula without a value: nobody has worked it out. */
  unworked: 32
} as const;

/** Column from 0, kind and flags of `CELL`, value. */
export type Cell = readonly [column: number, kind: number, value: string | number];

/** A row that holds anything: its sheet from 0, its number from 1, 1 where it is hidden, its cells from left to right. */
export interface ReadRow {
  readonly s: number;
  readonly r: number;
  readonly h: 0 | 1;
  readonly c: readonly Cell[];
}

/** First row and column, last row and column; rows from 1, columns from 0. */
export type Merge = readonly [number, number, number, number];

/** A sheet as the reader found it. */
export interface SheetHead {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold anything. */
  readonly rows: number;
  readonly merges: readonly Merge[];
}

/** What the reader found in a file besides its rows. */
export interface ReadHead {
  readonly kind: 'xlsx' | 'csv';
  readonly sheets: readonly SheetHead[];
  readonly rows: number;
  readonly cells: number;
  /** Days are counted from 1904 and not from 1900. */
  readonly date1904: boolean;
  /** The workbook refers to others; what it last knew of them is taken. */
  readonly externalLinks: boolean;
  /** Of a CSV file. */
  readonly encoding?: string;
  readonly separator?: string;
  /** How a file reads whose encoding is not sure, in each that it may be in: somebody looks at it before anything is stored. */
  readonly offered?: readonly LettersOffered[];
}

/** Some lines of a file in one of the encodings in which it may be. */
export interface LettersOffered {
  readonly letters: OldLetters;
  readonly sample: string;
}

/** `A1`: a column from 0 and a row from 1 as people name a cell. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row}`;
}

/** `A`, `Z`, `AA`: a column from 0 as people name it. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    name = String.fromCharCode(65 + (rest % 26)) + name;
  }
  return name;
}

/** A date of a workbook as `YYYY-MM-DD`; null where the number is none (before 1900, after 9999). */
export function dayOfSerial(serial: number, date1904: boolean): string | null {
  // Excel counts a 29 February 1900 that never was: days from 1 March 1900 are right.
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!(days >= 1 && days < 2_958_466)) return null;
  const first = days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}
