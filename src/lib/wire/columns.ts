import { Int16, Int32, Int64, Int8, makeData, type Data, type Int } from 'apache-arrow';
import { WireMismatch } from './rows-head.ts';

/** The arrays that a column is written from: a domain `Rows` has no others. */
export type Numbers = Int8Array | Int16Array | Int32Array | Float64Array;

const INT32_MAX = 2_147_483_647;

/** Writes whole numbers as the narrowest column that `width` allows; with `nullable`, what is negative is null. */
export function writeColumn(values: Numbers, width: 8 | 16 | 32 | 64, nullable: boolean): Data<Int> {
  const { length } = values;
  const { nullCount, nullBitmap } = nullable ? nullsOf(values) : { nullCount: 0, nullBitmap: null };
  const common = { length, nullCount, nullBitmap };
  if (width === 8) return makeData({ ...common, type: new Int8(), data: new Int8Array(values) });
  if (width === 16) return makeData({ ...common, type: new Int16(), data: new Int16Array(values) });
  if (width === 32 || fitsInt32(values)) {
    const data = values instanceof Int32Array ? values : new Int32Array(values);
    return makeData({ ...common, type: new Int32(), data });
  }
  const data = new BigInt64Array(length);
  for (let i = 0; i < length; i++) data[i] = BigInt(values[i]!);
  return makeData({ ...common, type: new Int64(), data });
}

/** A validity bitmap, lowest bit first, in which a negative number is null. */
function nullsOf(values: Numbers): { nullCount: number; nullBitmap: Uint8Array } {
  // Bitmaps are padded to whole 64-bit words, as Arrow asks.
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) nullCount++;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  }
  return { nullCount, nullBitmap };
}

function fitsInt32(values: Numbers): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! > INT32_MAX) return false;
  return true;
}

/** The numbers of a column, as they lie in the message. @throws WireMismatch where the column is of another type */
export function bufferOf(column: Data, name: string): Int8Array | Int16Array | Int32Array | BigInt64Array {
  const values: unknown = column.values;
  // Buffers are padded to whole words: the rest is not ours.
  const end = column.offset + column.length;
  if (values instanceof Int8Array || values instanceof Int16Array) return values.subarray(column.offset, end);
  if (values instanceof Int32Array || values instanceof BigInt64Array)
    return values.subarray(column.offset, end);
  throw new WireMismatch(`column ${name}`);
}

/** Sums as doubles, exact up to 2^53. */
export function sumsOf(column: Data, name: string): Float64Array {
  const values = bufferOf(column, name);
  if (!(values instanceof BigInt64Array)) return new Float64Array(values);
  return Float64Array.from({ length: values.length }, (_, i) => Number(values[i]!));
}
