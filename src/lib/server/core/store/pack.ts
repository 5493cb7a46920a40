import { MAX_FILED, type FiledValue } from '../../../domain/report.ts';
import type { Ordinals } from './ordinals.ts';

/** Figures of one report as columns: catalogue ordinals, numerators, denominators (−1 for none), in the order filed. */
export interface PackedValues {
  readonly indicators: Int16Array;
  readonly nums: Int32Array;
  readonly dens: Int32Array;
}

/** A figure that the log cannot hold: not a whole number from 0 to `MAX_FILED`. */
class UnpackableValue extends Error {
  constructor(value: FiledValue) {
    super(
      `${value.indicator}: ${value.numerator}/${value.denominator} is not two whole numbers from 0 to ${MAX_FILED}`
    );
    this.name = 'UnpackableValue';
  }
}

/** Bytes of one value: u16 ordinal, i32 numerator, i32 denominator or −1; little-endian. */
const VALUE_BYTES = 10;
/** Set in the ordinal where the numerator was over a base fact (RULES 7). */
const OVER_BASE = 0x8000;
const ORDINAL = 0x7fff;

/**
 * Packs a report's figures, ten bytes each, in the order filed.
 * @throws UnknownIndicator, UnpackableValue
 */
export function packValues(values: readonly FiledValue[], ordinals: Ordinals): Uint8Array {
  const packed = new Uint8Array(values.length * VALUE_BYTES);
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const value of values) {
    const { numerator, denominator } = value;
    if (!fits(numerator) || (denominator !== null && !fits(denominator))) throw new UnpackableValue(value);
    view.setUint16(at, ordinals.of(value.indicator) | (value.overBase ? OVER_BASE : 0), true);
    view.setInt32(at + 2, numerator, true);
    view.setInt32(at + 6, denominator ?? -1, true);
    at += VALUE_BYTES;
  }
  return packed;
}

/** Unpacks to columns, without an object for each value. */
export function unpackColumns(packed: Uint8Array): PackedValues {
  const length = packed.byteLength / VALUE_BYTES;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const indicators = new Int16Array(length);
  const nums = new Int32Array(length);
  const dens = new Int32Array(length);
  for (let k = 0, at = 0; k < length; k++, at += VALUE_BYTES) {
    indicators[k] = view.getUint16(at, true) & ORDINAL;
    nums[k] = view.getInt32(at + 2, true);
    dens[k] = view.getInt32(at + 6, true);
  }
  return { indicators, nums, dens };
}

/**
 * Unpacks to what was filed.
 * @throws UnknownIndicator where the table is older than the report
 */
export function unpackValues(packed: Uint8Array, ordinals: Ordinals): FiledValue[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const values: FiledValue[] = [];
  for (let at = 0; at < packed.byteLength; at += VALUE_BYTES) {
    const head = view.getUint16(at, true);
    const denominator = view.getInt32(at + 6, true);
    const value: FiledValue = {
      indicator: ordinals.code(head & ORDINAL),
      numerator: view.getInt32(at + 2, true),
      denominator: denominator < 0 ? null : denominator
    };
    values.push(head & OVER_BASE ? { ...value, overBase: true } : value);
  }
  return values;
}

function fits(figure: number): boolean {
  return Number.isInteger(figure) && figure >= 0 && figure <= MAX_FILED;
}
