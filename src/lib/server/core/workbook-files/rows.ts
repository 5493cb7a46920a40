import { createReadStream } from 'node:fs';
import { seen } from '../../../i18n/names.ts';
import type { Cell, ReadRow } from './reading/cell.ts';

/**
 * The rows of an upload as its reader wrote them, in order. They are read piece by piece, so that other work comes in
 * between; `only` passes over every other sheet without looking into its rows.
 */
export async function* readRows(path: string, only: number | null = null): AsyncGenerator<ReadRow[]> {
  let rest = '';
  const decoder = new TextDecoder();
  const wanted = only === null ? '' : `{"s":${only},`;
  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const rows: ReadRow[] = [];
    for (const line of lines) if (line.startsWith(wanted)) rows.push(JSON.parse(line) as ReadRow);
    if (rows.length > 0) yield rows;
  }
}

/** The cell of a column; undefined where it is empty. */
export function cellAt(row: ReadRow, column: number): Cell | undefined {
  if (column < 0) return undefined;
  const { c } = row;
  // Most rows are full: the cell stands at its own place or before it.
  for (let at = Math.min(column, c.length - 1); at >= 0; at--) {
    const cell = c[at]!;
    if (cell[0] === column) return cell;
    if (cell[0] < column) return undefined;
  }
  return undefined;
}

/** A cell as text, without spaces around it. */
export function textAt(row: ReadRow, column: number): string {
  const cell = cellAt(row, column);
  return cell === undefined ? '' : String(cell[2]).normalize('NFC').trim();
}

/** A cell that names something (a code, a name, a heading) as it is seen. */
export function labelOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : seen(String(cell[2]));
}
