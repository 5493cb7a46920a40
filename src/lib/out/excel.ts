import writeXlsxFile from 'write-excel-file/browser';
import { numberOf, type Sheet, type SheetCell, type SheetColumn } from './sheet.ts';

/** A sheet's name holds at most 31 characters and none of these. */
const sheetName = (name: string) => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/**
 * A table as a workbook: the figures as numbers under headings that stay in sight, and a second sheet that says where
 * they come from. Whole numbers beyond what a spreadsheet counts exactly are texts.
 */
export async function excelOf(
  { columns, rows, notes }: Sheet,
  names: { readonly figures: string; readonly notes: string }
): Promise<Blob> {
  const head = columns.map(({ title, kind }) => ({
    value: title,
    fontWeight: 'bold' as const,
    wrap: true,
    ...(kind === 'text' ? {} : { align: 'right' as const })
  }));
  const data = [head, ...rows.map((row) => columns.map((column, k) => cellOf(column, row[k] ?? null)))];
  const told = notes.map(([name, words]) => [
    { value: name, fontWeight: 'bold' as const },
    { value: words, wrap: true }
  ]);
  return writeXlsxFile([
    {
      data,
      sheet: sheetName(names.figures),
      columns: columns.map((column, k) => ({ width: widthOf(column, k, rows) })),
      stickyRowsCount: 1
    },
    { data: told, sheet: sheetName(names.notes), columns: [{ width: 24 }, { width: 90 }] }
  ]).toBlob();
}

function cellOf({ kind, format }: SheetColumn, cell: SheetCell) {
  if (cell === null) return null;
  if (kind === 'truth') return { type: Boolean, value: cell === true };
  const value = kind === 'text' ? null : numberOf(cell);
  if (value === null || !(kind === 'number' || Number.isSafeInteger(value)))
    return { type: String, value: String(cell) };
  return { type: Number, value, format: format ?? (kind === 'number' ? '#,##0.00' : '#,##0') };
}

function widthOf({ title, kind }: SheetColumn, k: number, rows: Sheet['rows']): number {
  if (kind !== 'text') return Math.min(18, Math.max(12, title.length / 2 + 4));
  const longest = rows
    .slice(0, 200)
    .reduce((most, row) => Math.max(most, String(row[k] ?? '').length), title.length);
  return Math.min(60, Math.max(10, longest + 2));
}
