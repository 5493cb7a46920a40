import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Words } from '../../../domain/indicator.ts';
import { isHeading } from '../../../reading/headings.ts';
import { refusalWords } from '../../core/workbook-files/refusal-words.ts';
import { CELL, type Cell, type ReadRow } from '../../core/workbook-files/reading/cell.ts';
import { readApart } from '../../core/workbook-files/reading/read-apart.ts';
import { cellAt, readRows, textAt } from '../../core/workbook-files/rows.ts';
import { MARK } from './mark.ts';

/** One cell of a targets workbook: what it says, as people would type it. */
export interface ReadTarget {
  /** What stands in the column of codes: `unit:KEY` or `group:CODE` in our table, else a code or nothing. */
  readonly row: string;
  /** What stands in the column of names, where that says something of its own. */
  readonly name?: string;
  readonly indicator: string;
  readonly text: string;
}

/** A targets workbook as read, or why it was not taken. */
export type ReadTargets =
  { readonly cells: readonly ReadTarget[]; readonly skipped: number } | { readonly refused: Words };

/** The most cells that are taken from one file. */
const MOST_CELLS = 20_000;

/** What the columns of codes and of names are called in tables that are not ours. */
const CODES = ['mã', 'mã đơn vị', 'mã tổ', 'mã nơi nhận', 'mã xã', 'code'];
const NAMES = ['đơn vị, tổ nhận', 'đơn vị', 'tên đơn vị', 'nơi nhận', 'tên', 'tên xã', 'tên tổ', 'name'];

/** Where a table of targets has what: columns of codes and names (−1: none), the indicators' by their code. */
interface Head {
  readonly code: number;
  readonly name: number;
  readonly indicators: ReadonlyMap<number, string>;
}

/**
 * Reads a targets workbook (ours, filled in, or a table with a column of codes or names and columns headed by codes of
 * indicators) in a process of its own that may die alone. Says what the cells hold and judges nothing of it: the grid
 * shows it, and saving is another call. `codes`: the indicators that there are.
 */
export async function readTargetWorkbook(
  bytes: Uint8Array,
  name: string,
  codes: ReadonlySet<string> = new Set()
): Promise<ReadTargets> {
  const folder = await mkdtemp(join(tmpdir(), 'mangluoi-targets-'));
  try {
    const [path, rows] = [join(folder, 'file'), join(folder, 'rows')];
    await writeFile(path, bytes);
    const outcome = await readApart({ path, name, rows });
    if ('refused' in outcome) return { refused: refusalWords(outcome.refused, outcome.what) };
    if (outcome.head.offered !== undefined) return { refused: OLD_LETTERS_WORDS };
    return await readTargetCells(rows, codes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file whose letters are not sure is looked at before it is read (RULES 31): here there is no step for that. */
const OLD_LETTERS_WORDS: Words = {
  vi: 'Tệp dùng bảng mã chữ cũ (TCVN3, VNI hoặc Windows-1258). Hãy lưu lại thành .xlsx với phông Unicode (Times New Roman, Arial) rồi tải lên.',
  en: 'The file is in an old Vietnamese encoding (TCVN3, VNI or Windows-1258). Save it as .xlsx with a Unicode font and send it again.'
};

/** What the rows of a targets workbook say, as its reader wrote them down. */
export async function readTargetCells(
  path: string,
  codes: ReadonlySet<string> = new Set()
): Promise<ReadTargets> {
  let head: Head | null = null;
  const cells: ReadTarget[] = [];
  let skipped = 0;
  for await (const some of readRows(path)) {
    for (const row of some) {
      if (head === null) head = headOf(row, codes);
      else skipped += take(row, head, cells);
    }
  }
  if (head !== null) return { cells, skipped };
  return {
    refused: {
      vi: `Không thấy dòng tiêu đề có ô “${MARK}”: hãy dùng bảng đã tải về.`,
      en: `No heading row with the cell “${MARK}”. Use the downloaded table.`
    }
  };
}

/** What a row says where it is the head; null where it is none. */
function headOf(row: ReadRow, codes: ReadonlySet<string>): Head | null {
  const isOurs = textAt(row, 0) === MARK;
  const indicators = new Map<number, string>();
  let [code, name] = [isOurs ? 0 : -1, -1];
  for (const [column] of row.c) {
    const text = textAt(row, column);
    const own =
      /^(\S{1,32}) ·/.exec(text)?.[1] ?? (codes.has(text.toUpperCase()) ? text.toUpperCase() : null);
    if (own !== null) indicators.set(column, own);
    else if (code < 0 && CODES.some((word) => isHeading(text, word))) code = column;
    else if (!isOurs && name < 0 && NAMES.some((word) => isHeading(text, word))) name = column;
  }
  return isOurs || ((code >= 0 || name >= 0) && indicators.size > 0) ? { code, name, indicators } : null;
}

function take(row: ReadRow, { code, name, indicators }: Head, into: ReadTarget[]): number {
  // A row whose code nobody knows is told as well, where something stands in it.
  const [id, called] = [textAt(row, code), textAt(row, name)];
  let skipped = 0;
  for (const [column, indicator] of indicators) {
    const cell = cellAt(row, column);
    const text = cell === undefined ? '' : textOf(cell);
    if (text === null || into.length >= MOST_CELLS) skipped++;
    else if (text !== '' && text !== '–')
      into.push({ row: id, ...(called === '' ? {} : { name: called }), indicator, text });
  }
  return skipped;
}

/** A cell as people would type it; null where it is no number and no text. */
function textOf([, kind, value]: Cell): string | null {
  if (kind & CELL.unworked) return null;
  switch (kind & CELL.kinds) {
    case CELL.number: {
      // 0.9 shown as 90 % is 90 %, and no number of anything else.
      if (kind & CELL.percent) return `${decimals(Math.round(Number(value) * 1e6) / 1e4)}%`;
      return decimals(Number(value));
    }
    case CELL.text:
      return String(value).trim();
    default:
      return null;
  }
}

/** A number with its decimals behind a comma; three of them would look like a group of thousands. */
function decimals(value: number): string {
  return String(value)
    .replace('.', ',')
    .replace(/,\d{3}$/, (end) => `${end}0`);
}
