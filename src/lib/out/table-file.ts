import type { TableFile } from './save.ts';
import type { Sheet } from './sheet.ts';

const TYPES: Readonly<Record<TableFile, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file'
};

/** A table as a file of a kind; what each kind needs is loaded when it is asked for. */
export async function tableFile(
  kind: TableFile,
  sheet: Sheet,
  names: { readonly figures: string; readonly notes: string }
): Promise<Blob> {
  if (kind === 'xlsx') return (await import('./excel.ts')).excelOf(sheet, names);
  return new Blob([await contentOf(kind, sheet)], { type: TYPES[kind] });
}

async function contentOf(
  kind: Exclude<TableFile, 'xlsx'>,
  sheet: Sheet
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (kind === 'csv') return (await import('./csv.ts')).csvOf(sheet);
  if (kind === 'parquet') return (await import('./parquet.ts')).parquetOf(sheet);
  return (await import('./arrow.ts')).arrowOf(sheet);
}
