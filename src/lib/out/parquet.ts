import type { Sheet, SheetCell, SheetColumn, SheetKind } from './sheet.ts';
import { ThriftWriter } from './thrift.ts';

// Apache Parquet, format 2.x: data pages v1, PLAIN values, definition levels as one bit-packed run, no compression.
// DuckDB's own writer is an extension that would have to be fetched.

const MAGIC = new TextEncoder().encode('PAR1');
const TYPES = { truth: 0, small: 1, whole: 2, number: 5, text: 6 } as const satisfies Record<
  SheetKind,
  number
>;
const PLAIN = 0;
const RLE = 3;
const OPTIONAL = 1;
const UTF8 = 0;
/** Rows of one group; one page each. */
const GROUP = 50_000;

/** What a column cannot hold. */
export class WrongCell extends Error {
  constructor(column: string, cell: SheetCell) {
    super(`${column}: ${String(cell)} does not fit`);
    this.name = 'WrongCell';
  }
}

interface Chunk {
  readonly column: SheetColumn;
  readonly offset: number;
  readonly size: number;
  readonly values: number;
}

/**
 * A table as a Parquet file, every column optional: `small` INT32, `whole` INT64, `number` DOUBLE, `text` UTF-8,
 * `truth` BOOLEAN. The notes are the file's key-value metadata, the headings for people too.
 * @throws WrongCell where a whole number is none or does not fit its width
 */
export function parquetOf({ columns, rows, notes }: Sheet): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [MAGIC];
  let length = MAGIC.length;
  const put = (bytes: Uint8Array) => {
    pieces.push(bytes);
    length += bytes.length;
  };
  const groups: { chunks: Chunk[]; rows: number }[] = [];
  for (let from = 0; from < rows.length; from += GROUP) {
    const part = rows.slice(from, from + GROUP);
    const chunks = columns.map((column, k) => {
      const offset = length;
      const body = pageOf(
        column,
        part.map((row) => row[k] ?? null)
      );
      put(pageHead(body.length, part.length));
      put(body);
      return { column, offset, size: length - offset, values: part.length };
    });
    groups.push({ chunks, rows: part.length });
  }
  const footer = footerOf(columns, rows.length, groups, notes);
  put(footer);
  const tail = new Uint8Array(8);
  new DataView(tail.buffer).setUint32(0, footer.length, true);
  tail.set(MAGIC, 4);
  put(tail);
  return joined(pieces, length);
}

function pageHead(size: number, values: number): Uint8Array {
  const thrift = new ThriftWriter();
  thrift.struct(() => {
    thrift.i32(1, 0);
    thrift.i32(2, size);
    thrift.i32(3, size);
    thrift.child(5, () => {
      thrift.i32(1, values);
      thrift.i32(2, PLAIN);
      thrift.i32(3, RLE);
      thrift.i32(4, RLE);
    });
  });
  return thrift.bytes();
}

function footerOf(
  columns: readonly SheetColumn[],
  rows: number,
  groups: readonly { readonly chunks: readonly Chunk[]; readonly rows: number }[],
  notes: Sheet['notes']
): Uint8Array {
  const thrift = new ThriftWriter();
  thrift.struct(() => {
    thrift.i32(1, 1);
    thrift.structs(2, [null, ...columns], (column) => {
      if (column === null) {
        thrift.text(4, 'schema');
        return thrift.i32(5, columns.length);
      }
      thrift.i32(1, TYPES[column.kind]);
      thrift.i32(3, OPTIONAL);
      thrift.text(4, column.name);
      if (column.kind !== 'text') return;
      thrift.i32(6, UTF8);
      thrift.child(10, () => thrift.child(1, () => undefined));
    });
    thrift.i64(3, rows);
    thrift.structs(4, groups, (group) => {
      thrift.structs(1, group.chunks, ({ column, offset, size, values }) => {
        thrift.i64(2, offset);
        thrift.child(3, () => {
          thrift.i32(1, TYPES[column.kind]);
          thrift.numbers(2, [PLAIN, RLE]);
          thrift.texts(3, [column.name]);
          thrift.i32(4, 0);
          thrift.i64(5, values);
          thrift.i64(6, size);
          thrift.i64(7, size);
          thrift.i64(9, offset);
        });
      });
      thrift.i64(
        2,
        group.chunks.reduce((sum, { size }) => sum + size, 0)
      );
      thrift.i64(3, group.rows);
    });
    const titles = columns.map(({ name, title }) => [`title:${name}`, title] as const);
    thrift.structs(5, [...notes, ...titles], ([name, words]) => {
      thrift.text(1, name);
      thrift.text(2, words);
    });
    thrift.text(6, 'mangluoi');
  });
  return thrift.bytes();
}

/** Which values are there, then those that are. */
function pageOf(column: SheetColumn, cells: readonly SheetCell[]): Uint8Array {
  const levels = levelsOf(cells);
  const values = valuesOf(
    column,
    cells.filter((cell) => cell !== null)
  );
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, levels.length, true);
  return joined([head, levels, values], 4 + levels.length + values.length);
}

function levelsOf(cells: readonly SheetCell[]): Uint8Array {
  const groups = Math.ceil(cells.length / 8);
  const run: number[] = [];
  for (let rest = groups * 2 + 1; ; rest >>>= 7) {
    run.push(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 0x80) break;
  }
  const bits = new Uint8Array(groups);
  cells.forEach((cell, i) => {
    if (cell !== null) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return joined([Uint8Array.from(run), bits], run.length + groups);
}

function valuesOf(column: SheetColumn, cells: readonly NonNullable<SheetCell>[]): Uint8Array {
  switch (column.kind) {
    case 'truth': {
      const bits = new Uint8Array(Math.ceil(cells.length / 8));
      cells.forEach((cell, i) => {
        if (cell === true) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
      });
      return bits;
    }
    case 'text':
      return textsOf(cells.map(String));
    default: {
      const width = column.kind === 'small' ? 4 : 8;
      const view = new DataView(new ArrayBuffer(cells.length * width));
      cells.forEach((cell, i) => writeNumber(view, i * width, column, cell));
      return new Uint8Array(view.buffer);
    }
  }
}

function writeNumber(
  view: DataView,
  at: number,
  { name, kind }: SheetColumn,
  cell: NonNullable<SheetCell>
): void {
  if (kind === 'number') return view.setFloat64(at, Number(cell), true);
  const isWhole = typeof cell === 'bigint' || Number.isSafeInteger(cell);
  const value = isWhole ? BigInt(cell) : 0n;
  const bits = kind === 'small' ? 32 : 64;
  if (!isWhole || BigInt.asIntN(bits, value) !== value) throw new WrongCell(name, cell);
  if (kind === 'small') view.setInt32(at, Number(value), true);
  else view.setBigInt64(at, value, true);
}

function textsOf(texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder();
  const encoded = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of encoded) {
    view.setUint32(at, text.length, true);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  return bytes;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
