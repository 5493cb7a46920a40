import { closeSync, openSync, writeSync } from 'node:fs';
import { decodeTyped, mayBeTyped, type OldLetters } from '../../../../reading/letters.ts';
import { BOUNDS } from '../limits.ts';
import { CELL, type Cell, type ReadRow } from './cell.ts';
import { FileRefused } from './refused.ts';

const PIECE = 128 * 1024;
/** So much of a file's texts, and of one cell, is looked at to tell an old encoding. */
const TYPED_TEXT = 16 * 1024;
const TYPED_CELL = 400;

/** Writes the rows of a file down, one line of JSON each, and keeps count of them. */
export class RowSink {
  rows = 0;
  cells = 0;
  #elements = 0;
  #bytes = 0;
  #waiting = '';
  /** The old encoding in which texts of the file are; null where they stand as they are. */
  letters: OldLetters | null = null;
  /** Texts that may be in an old encoding, the first of them. */
  #typed = '';
  readonly #path: string;
  #file: number;
  /** Called now and then while rows come. */
  readonly #beat: () => void;

  constructor(path: string, beat: () => void) {
    this.#path = path;
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
    const c = row.c.map((cell) => this.#meant(cell));
    if (this.cells > BOUNDS.cells) throw new FileRefused('tooManyCells', String(BOUNDS.cells));
    this.#waiting += `${JSON.stringify({ ...row, c })}\n`;
    if (this.#waiting.length >= PIECE) this.#flush();
  }

  /** The texts, line by line, that may be in an old encoding. */
  get typed(): string {
    return this.#typed;
  }

  /** Begins anew: what was written is thrown away. */
  restart(letters: OldLetters): void {
    closeSync(this.#file);
    this.#file = openSync(this.#path, 'w');
    [this.rows, this.cells, this.#elements, this.#bytes, this.#waiting] = [0, 0, 0, 0, ''];
    this.letters = letters;
  }

  #meant(cell: Cell): Cell {
    const [column, kind, value] = cell;
    if ((kind & CELL.kinds) !== CELL.text || typeof value !== 'string' || !mayBeTyped(value)) return cell;
    if (this.#typed.length < TYPED_TEXT) this.#typed += `${value.slice(0, TYPED_CELL)}\n`;
    return this.letters === null ? cell : [column, kind, decodeTyped(value, this.letters)];
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
