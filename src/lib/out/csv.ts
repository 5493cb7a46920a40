import { csv, type CsvKind } from '../wire/csv.ts';
import type { Sheet } from './sheet.ts';

/** A table as CSV: headings for people in the spreadsheet's kind, names for programs in the machine's. */
export function csvOf({ columns, rows }: Sheet, kind: CsvKind): string {
  const head = columns.map(({ name, title }) => (kind === 'machine' ? name : title));
  return csv([head, ...rows.map((row) => columns.map((_, k) => row[k] ?? null))], kind);
}

/** What stands beside a table of either kind: its notes, and what each column is called. */
export function notesCsvOf(
  { columns, notes }: Sheet,
  heads: { readonly notes: string; readonly column: string; readonly name: string; readonly words: string }
): string {
  return csv(
    [
      ['', heads.name, heads.words],
      ...notes.map(([name, words]) => [heads.notes, name, words]),
      ...columns.map(({ name, title }) => [heads.column, name, title])
    ],
    'spreadsheet'
  );
}
