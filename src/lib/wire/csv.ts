import { guarded } from './formula-guard.ts';

/**
 * The two kinds of CSV, each for another reader.
 * `machine`: RFC 4180 in UTF-8 without a mark, commas, decimal points, one row of headings and nothing below the table.
 * `spreadsheet`: what a spreadsheet of a Vietnamese office opens by a double click: a byte order mark, semicolons,
 * decimal commas. (No `sep=` line: Excel takes the file for ANSI where one stands behind the mark.)
 */
export type CsvKind = 'machine' | 'spreadsheet';

/** One value of a CSV table; whole numbers beyond 2^53 as bigint. */
export type CsvCell = string | number | bigint | boolean | null;

const BYTE_ORDER_MARK = '\ufeff';
const SEPARATORS: Readonly<Record<CsvKind, string>> = { machine: ',', spreadsheet: ';' };

/** What the name of a CSV file of a kind ends with, before `.csv`, so that the two are not taken for one another. */
export const CSV_SUFFIX: Readonly<Record<CsvKind, string>> = { machine: '', spreadsheet: '-bang-tinh' };

/** A table as CSV; its first row is the headings. The only writer of CSV in the product. */
export function csv(rows: Iterable<readonly CsvCell[]>, kind: CsvKind): string {
  let text = kind === 'spreadsheet' ? BYTE_ORDER_MARK : '';
  for (const row of rows) text += `${row.map((cell) => cellOf(cell, kind)).join(SEPARATORS[kind])}\r\n`;
  return text;
}

function cellOf(cell: CsvCell, kind: CsvKind): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(guarded(cell));
  if (typeof cell === 'number' && !Number.isFinite(cell)) return '';
  const text = typeof cell === 'number' ? plainNumber(cell) : String(cell);
  return kind === 'spreadsheet' ? quoted(text.replace('.', ',')) : text;
}

/** A number without an exponent, which not every reader of CSV takes for a number. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/\.?0+$/, '') : String(BigInt(value));
}

/** Both separators are quoted: a reader that guesses splits at neither. */
function quoted(text: string): string {
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
