import {
  Bool,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Data
} from 'apache-arrow';
import { numberOf, type Sheet, type SheetCell, type SheetColumn } from './sheet.ts';

/**
 * A table as an Arrow IPC file, every column nullable; notes and headings are the schema's metadata. The buffers are
 * laid out here: Arrow's own builders make code at run time, which the content security policy forbids.
 */
export function arrowOf({ columns, rows, notes }: Sheet): Uint8Array<ArrayBuffer> {
  const children = columns.map((column, k) =>
    dataOf(
      column,
      rows.map((row) => row[k] ?? null)
    )
  );
  const fields = columns.map(
    ({ name, title }, k) => new Field(name, children[k]!.type, true, new Map([['title', title]]))
  );
  const schema = new Schema(fields, new Map(notes.map(([name, words]) => [name, words])));
  const type = new Struct(fields);
  const data = makeData({ type, length: rows.length, nullCount: 0, nullBitmap: null, children });
  const bytes = tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'file');
  return bytes.slice();
}

function dataOf({ kind }: SheetColumn, cells: readonly SheetCell[]): Data {
  const length = cells.length;
  const nullBitmap = bitsOf(cells.map((cell) => cell !== null));
  const common = { length, nullCount: cells.filter((cell) => cell === null).length, nullBitmap };
  switch (kind) {
    case 'small':
      return makeData({
        type: new Int32(),
        ...common,
        data: Int32Array.from(cells, (cell) => numberOf(cell) ?? 0)
      });
    case 'whole':
      return makeData({ type: new Int64(), ...common, data: BigInt64Array.from(cells, wholeOf) });
    case 'number':
      return makeData({
        type: new Float64(),
        ...common,
        data: Float64Array.from(cells, (cell) => numberOf(cell) ?? 0)
      });
    case 'truth':
      return makeData({ type: new Bool(), ...common, data: bitsOf(cells.map((cell) => cell === true)) });
    case 'text':
      return makeData({ type: new Utf8(), ...common, ...textsOf(cells) });
  }
}

function wholeOf(cell: SheetCell): bigint {
  if (typeof cell === 'bigint') return cell;
  return typeof cell === 'number' && Number.isSafeInteger(cell) ? BigInt(cell) : 0n;
}

function textsOf(cells: readonly SheetCell[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const encoder = new TextEncoder();
  const texts = cells.map((cell) => encoder.encode(cell === null ? '' : String(cell)));
  const valueOffsets = new Int32Array(cells.length + 1);
  texts.forEach((text, i) => (valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + text.length));
  const data = new Uint8Array(valueOffsets[cells.length] ?? 0);
  texts.forEach((text, i) => data.set(text, valueOffsets[i]));
  return { valueOffsets, data };
}

/** Lowest bit first, padded to eight bytes. */
function bitsOf(truths: readonly boolean[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(truths.length / 64) * 8);
  truths.forEach((truth, i) => {
    if (truth) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bits;
}
