import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Words } from '../../domain/indicator.ts';
import { refusalWords } from '../workbooks/refusal-words.ts';
import { CELL, type Cell, type ReadRow } from '../workbooks/reading/cell.ts';
import { readApart } from '../workbooks/reading/read-apart.ts';
import { cellAt, readRows, textAt } from '../workbooks/rows.ts';
import { MARK } from './mark.ts';

/** One cell of a targets workbook: what it says, as people would type it. */
export interface ReadTarget {
  /** `unit:KEY` or `group:CODE`. */
  readonly row: string;
  readonly indicator: string;
  readonly text: string;
}

/** A targets workbook as read, or why it was not taken. */
export type ReadTargets =
  { readonly cells: readonly ReadTarget[]; readonly skipped: number } | { readonly refused: Words };

/** The most cells that are taken from one file. */
const MOST_CELLS = 20_000;

/**
 * Reads a targets workbook (ours, filled in, or a CSV with the same head) in a process of its own that may die alone.
 * Says what the cells hold and judges nothing of it: the grid shows it, and saving is another call.
 */
export async function readTargetWorkbook(bytes: Uint8Array, name: string): Promise<ReadTargets> {
  const folder = await mkdtemp(join(tmpdir(), 'mangluoi-targets-'));
  try {
    const [path, rows] = [join(folder, 'file'), join(folder, 'rows')];
    await writeFile(path, bytes);
    const outcome = await readApart({ path, name, rows });
    if ('refused' in outcome) return { refused: refusalWords(outcome.refused, outcome.what) };
    return await readTargetCells(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the rows of a targets workbook say, as its reader wrote them down. */
export async function readTargetCells(path: string): Promise<ReadTargets> {
  let head: ReadonlyMap<number, string> | null = null;
  const cells: ReadTarget[] = [];
  let skipped = 0;
  for await (const some of readRows(path)) {
    for (const row of some) {
      if (head === null) head = headOf(row);
      else skipped += take(row, head, cells);
    }
  }
  if (head !== null) return { cells, skipped };
  return {
    refused: {
      vi: `Không thấy dòng tiêu đề có ô “${MARK}”: hãy dùng bảng đã tải về.`,
      en: `There is no head with the cell “${MARK}”: use the table that was downloaded.`
    }
  };
}

/** The columns' indicators where a row is the head; null where it is none. */
function headOf(row: ReadRow): ReadonlyMap<number, string> | null {
  if (textAt(row, 0) !== MARK) return null;
  const found = new Map<number, string>();
  for (const [column] of row.c) {
    const code = /^(\S{1,32}) ·/.exec(textAt(row, column))?.[1];
    if (code !== undefined) found.set(column, code);
  }
  return found;
}

function take(row: ReadRow, head: ReadonlyMap<number, string>, into: ReadTarget[]): number {
  // A row whose code nobody knows is told as well, where something stands in it.
  const id = textAt(row, 0);
  let skipped = 0;
  for (const [column, indicator] of head) {
    const cell = cellAt(row, column);
    const text = cell === undefined ? '' : textOf(cell);
    if (text === null || into.length >= MOST_CELLS) skipped++;
    else if (text !== '' && text !== '–') into.push({ row: id, indicator, text });
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
