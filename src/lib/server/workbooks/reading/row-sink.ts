import { closeSync, openSync, writeSync } from 'node:fs';
import { BOUNDS } from '../limits.ts';
import type { ReadRow } from './cell.ts';
import { FileRefused } from './refused.ts';

const PIECE = 128 * 1024;

/** Writes the rows of a file down, one line of JSON each, and keeps count of them. */
export class RowSink {
  rows = 0;
  cells = 0;
  #elements = 0;
  #bytes = 0;
  #waiting = '';
  readonly #file: number;
  /** Called now and then while rows come. */
  readonly #beat: () => void;

  constructor(path: string, beat: () => void) {
    this.#file = openSync(path, 'w');
    this.#beat = beat;
  }

  /** A row or a cell was met, whether it holds anything or not. @throws FileRefused */
  element(): void {
    if (++this.#elements > BOUNDS.elements) throw new FileRefused('tooManyCells', String(BOUNDS.elements));
    if ((this.#elements & 0x3fff) === 0) this.#beat();
  }

  /** @throws FileRefused where there are too many */
  row(row: ReadRow): void {
    if (++this.rows > BOUNDS.rows) throw new FileRefused('tooManyRows', String(BOUNDS.rows));
    this.cells += row.c.length;
    if (this.cells > BOUNDS.cells) throw new FileRefused('tooManyCells', String(BOUNDS.cells));
    this.#waiting += `${JSON.stringify(row)}\n`;
    if (this.#waiting.length >= PIECE) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#bytes += bytes.length;
    if (this.#bytes > BOUNDS.keptBytes) throw new FileRefused('tooManyCells', `${BOUNDS.keptBytes} bytes`);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#beat();
  }
}
