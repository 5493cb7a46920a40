import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { BOUNDS } from '../limits.ts';
import { CELL, type Cell, type ReadHead } from './cell.ts';
import { FileRefused } from './refused.ts';
import type { RowSink } from './row-sink.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const HEAD_BYTES = 64 * 1024;

/**
 * Reads a CSV file: UTF-8, UTF-16 by its mark, else Windows-1258; separated by what its first lines show. Cells are
 * text; a formula is text too. @throws FileRefused
 */
export async function readCsv(
  path: string,
  bytes: number,
  sink: RowSink,
  progress: (share: number) => void
): Promise<ReadHead> {
  const encoding = await encodingOf(path);
  const separator = separatorOf(await firstText(path, encoding));
  const parser = parse({
    bom: true,
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: false,
    skip_empty_lines: true,
    max_record_size: 512 * 1024,
    info: true
  });
  const decoder = new TextDecoder(encoding, { fatal: false });
  let read = 0;
  let broken: unknown = null;
  parser.on('error', (error) => (broken ??= error));
  const take = () => {
    for (;;) {
      const next = parser.read() as {
        record: string[];
        info: { records: number; empty_lines: number };
      } | null;
      if (next === null) return;
      sink.element();
      const cells = cellsOf(next.record);
      const row = next.info.records + next.info.empty_lines;
      if (cells.length > 0) sink.row({ s: 0, r: row, h: 0, c: cells });
    }
  };
  try {
    for await (const chunk of createReadStream(path, {
      highWaterMark: 256 * 1024
    }) as AsyncIterable<Buffer>) {
      read += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }).normalize('NFC'));
      take();
      if (broken) break;
      progress(read / bytes);
    }
    if (!broken) {
      parser.end();
      await new Promise((resolve) => setImmediate(resolve));
      take();
    }
  } catch (error) {
    broken ??= error;
  }
  if (broken instanceof FileRefused) throw broken;
  if (broken) throw new FileRefused('csvBroken', broken instanceof Error ? broken.message : '');
  const sheets = [{ name: '', hidden: false, rows: sink.rows, merges: [] }];
  return {
    kind: 'csv',
    sheets,
    rows: sink.rows,
    cells: sink.cells,
    date1904: false,
    externalLinks: false,
    encoding,
    separator
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

/** By its mark; else UTF-8 where the whole file is that; else what old Vietnamese programs write. */
async function encodingOf(path: string): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let isUtf8 = true;
  const lines = new Lines();
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    if (first) {
      first = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
    }
    if (chunk.includes(0)) throw new FileRefused('binary');
    lines.take(chunk);
    if (!isUtf8) continue;
    try {
      utf8.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  if (!isUtf8) return 'windows-1258';
  try {
    utf8.decode();
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
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

async function firstText(path: string, encoding: string): Promise<string> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The separator that divides the first lines into the same number of parts, the more the better. */
function separatorOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let best: string = SEPARATORS[0];
  let score = 0;
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length - 1);
    const most = Math.max(0, ...counts);
    const alike = counts.filter((count) => count === most).length;
    if (most * alike > score) {
      score = most * alike;
      best = separator;
    }
  }
  return best;
}
