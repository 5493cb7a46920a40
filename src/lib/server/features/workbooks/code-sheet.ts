import { CODE_MARK, CODE_SHEET } from './layout.ts';
import type { ReadHead } from '../../core/workbook-files/reading/cell.ts';
import { readRows, textAt } from '../../core/workbook-files/rows.ts';

/** What a template of ours says of itself. */
export interface CodeSheet {
  readonly version: string;
  readonly store: string;
  readonly unit: string;
  /** `YYYY-MM`. */
  readonly period: string;
}

/** The machine's sheet of a template; null where the file has none. */
export async function readCodeSheet(path: string, head: ReadHead): Promise<CodeSheet | null> {
  const sheet = head.sheets.findIndex(({ name }) => name.normalize('NFC') === CODE_SHEET);
  if (sheet < 0) return null;
  const pairs = new Map<string, string>();
  for await (const rows of readRows(path, sheet)) {
    for (const row of rows) if (pairs.size < 20) pairs.set(textAt(row, 0), textAt(row, 1));
  }
  const version = pairs.get(CODE_MARK);
  if (version === undefined) return null;
  const [store = '', unit = '', period = ''] = ['store', 'unit', 'period'].map((name) => pairs.get(name));
  return { version, store, unit, period };
}
