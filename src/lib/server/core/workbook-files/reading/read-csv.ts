import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvReader, SEPARATORS, separatorOf, type CsvRow } from '../../../../reading/csv.ts';
import {
  decodeOld,
  guessOld,
  LettersFinder,
  OLD_LETTERS,
  type Letters
} from '../../../../reading/letters.ts';
import { BOUNDS } from '../limits.ts';
import { CELL, type Cell, type LettersOffered, type ReadHead } from './cell.ts';
import { FileRefused } from './refused.ts';
import type { RowSink } from './row-sink.ts';

const HEAD_BYTES = 64 * 1024;
const PIECE = 256 * 1024;

/**
 * Reads a CSV file: UTF-16 by its mark, UTF-8 by its form, else in the old encoding that somebody chose (`chosen`), or
 * that it reads most like: then the readings are offered, to be looked at before anything is stored. Cells are text; a
 * formula is text too. @throws FileRefused
 */
export async function readCsv(
  path: string,
  bytes: number,
  sink: RowSink,
  progress: (share: number) => void,
  chosen: string
): Promise<ReadHead> {
  const { letters, offered } = await lettersOf(path, chosen);
  const decode = decoderOf(letters);
  const separator = separatorOf(decoderOf(letters)(await firstBytes(path), true));
  const reader = new CsvReader(separator, BOUNDS.cellText);
  const take = (rows: readonly CsvRow[]) => {
    for (const { row, cells } of rows) {
      sink.element();
      const c = cellsOf(cells);
      if (c.length > 0) sink.row({ s: 0, r: row, h: 0, c });
    }
    const { broken } = reader;
    if (broken)
      throw new FileRefused(broken.why === 'quote' ? 'csvBroken' : 'cellTooLong', String(broken.row));
  };
  let read = 0;
  for await (const chunk of pieces(path)) {
    read += chunk.length;
    take(reader.push(decode(chunk, false)));
    progress(read / bytes);
  }
  take(reader.push(decode(new Uint8Array(0), true)));
  take(reader.end());
  return {
    kind: 'csv',
    sheets: [{ name: '', hidden: false, rows: sink.rows, merges: [] }],
    rows: sink.rows,
    cells: sink.cells,
    date1904: false,
    externalLinks: false,
    encoding: letters,
    separator,
    ...(offered ? { offered } : {})
  };
}

function cellsOf(record: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  record.forEach((text, column) => {
    if (text === '') return;
    if (column >= BOUNDS.columns) throw new FileRefused('tooManyColumns', String(BOUNDS.columns));
    if (text.length > BOUNDS.cellText) throw new FileRefused('cellTooLong');
    cells.push([column, CELL.text, text.slice(0, BOUNDS.keptText)]);
  });
  return cells;
}

function pieces(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>;
}

/**
 * What turns bytes into text, piece by piece; the last says so. In VNI a mark belongs to the letter before it: of an
 * old encoding whole lines are decoded, the rest of a piece waits for the next.
 */
function decoderOf(letters: Letters): (bytes: Uint8Array, isLast: boolean) => string {
  const old = OLD_LETTERS.find((one) => one === letters);
  if (!old) {
    const decoder = new TextDecoder(letters);
    return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }).normalize('NFC');
  }
  let rest: Uint8Array = new Uint8Array(0);
  return (bytes, isLast) => {
    const all = Buffer.concat([rest, bytes]);
    const end = isLast ? all.length : all.lastIndexOf(0x0a) + 1 || all.length;
    rest = all.subarray(end);
    return decodeOld(all.subarray(0, end), old);
  };
}

/** The encoding of a file by all its bytes, and where that is not sure, how its first lines read in each. */
async function lettersOf(
  path: string,
  chosen: string
): Promise<{ letters: Letters; offered: LettersOffered[] | null }> {
  const finder = new LettersFinder();
  const lines = new Lines();
  let first = true;
  for await (const chunk of pieces(path)) {
    finder.take(chunk);
    const isWide =
      first && ((chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff));
    first = false;
    if (isWide) break;
    if (chunk.includes(0)) throw new FileRefused('binary');
    lines.take(chunk);
  }
  const found = finder.end();
  if (found) return { letters: found.letters, offered: null };
  const bytes = await firstBytes(path);
  const known = OLD_LETTERS.find((one) => one === chosen);
  const sample = oldLines(bytes);
  const offered = OLD_LETTERS.map((letters) => ({
    letters,
    sample: decodeOld(sample, letters).slice(0, 600)
  }));
  return { letters: known ?? guessOld(bytes), offered };
}

/** The first lines that hold a letter of an old encoding. */
function oldLines(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const lines = text.split(/\r\n|\n|\r/).filter((line) => /[\u0080-\u00ff]/.test(line));
  return Buffer.from(lines.slice(0, 6).join('\n').slice(0, 600), 'latin1');
}

/** Bytes of separators and spaces. */
const BETWEEN: ReadonlySet<number> = new Set([...SEPARATORS, ' '].map((text) => text.charCodeAt(0)));

/** Counts lines that hold anything, so that a file with too many of them is not read first. */
class Lines {
  #count = 0;
  #isEmpty = true;
  /** A cell may hold line ends once there is a quote: the rows have to be read then. */
  #isQuoted = false;

  /** @throws FileRefused */
  take(chunk: Buffer): void {
    this.#isQuoted ||= chunk.includes(0x22);
    if (this.#isQuoted) return;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte !== 0x0a && byte !== 0x0d) {
        if (!BETWEEN.has(byte)) this.#isEmpty = false;
        continue;
      }
      if (!this.#isEmpty) this.#count++;
      this.#isEmpty = true;
    }
    if (this.#count > BOUNDS.rows) throw new FileRefused('tooManyRows', String(BOUNDS.rows));
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
