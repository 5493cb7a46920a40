import type { Sheet, SheetCell } from './sheet.ts';

/** What makes a spreadsheet read the bytes as UTF-8. */
const BOM = '\ufeff';
/** A cell that begins so would be worked out as a formula by a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180) with a byte order mark: headings for people, numbers as machines read them, whole ones to
 * the last digit. The notes stand below the table, after an empty line.
 */
export function csvOf({ columns, rows, notes }: Sheet): string {
  const lines = [
    columns.map(({ title }) => quoted(title)),
    ...rows.map((row) => columns.map((_, k) => cellOf(row[k] ?? null))),
    [],
    ...notes.map(([name, words]) => [quoted(name), quoted(words)])
  ];
  return BOM + lines.map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

function cellOf(cell: SheetCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? quoted(cell) : String(cell);
}

function quoted(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
