import type { TableFile } from './save.ts';
import type { Sheet } from './sheet.ts';

const TYPES: Readonly<Record<TableFile, string>> = {
  csv: 'text/csv;charset=utf-8',
  sheetCsv: 'text/csv;charset=utf-8',
  tableNotes: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file'
};

/** How the parts of a table's file are called, in the reader's language. */
export interface TableWords {
  readonly figures: string;
  readonly notes: string;
  readonly column: string;
  readonly name: string;
  readonly words: string;
}

/** A table as a file of a kind; what each kind needs is loaded when it is asked for. */
export async function tableFile(kind: TableFile, sheet: Sheet, names: TableWords): Promise<Blob> {
  if (kind === 'xlsx') return (await import('./excel.ts')).excelOf(sheet, names);
  return new Blob([await contentOf(kind, sheet, names)], { type: TYPES[kind] });
}

async function contentOf(
  kind: Exclude<TableFile, 'xlsx'>,
  sheet: Sheet,
  names: TableWords
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (kind === 'csv') return (await import('./csv.ts')).csvOf(sheet, 'machine');
  if (kind === 'sheetCsv') return (await import('./csv.ts')).csvOf(sheet, 'spreadsheet');
  if (kind === 'tableNotes') return (await import('./csv.ts')).notesCsvOf(sheet, names);
  if (kind === 'parquet') return (await import('./parquet.ts')).parquetOf(sheet);
  return (await import('./arrow.ts')).arrowOf(sheet);
}
