import {
  Field,
  RecordBatch,
  RecordBatchReader,
  Schema,
  Struct,
  Table,
  makeData,
  tableFromIPC,
  tableToIPC,
  type Data,
  type Int
} from 'apache-arrow';
import { makeRows, type Measures, type Rows } from '../domain/rows.ts';
import { bufferOf, sumsOf, writeColumn, type Numbers } from './columns.ts';
import { headToMetadata, metadataToHead, WireMismatch, type RowsHead } from './rows-head.ts';

/** One column of the wire: where its numbers lie in `Rows`, its width in bits (64: 32 where they fit), and whether −1 is null. */
interface Column {
  readonly name: string;
  readonly width: 8 | 16 | 32 | 64;
  readonly nullable: boolean;
  readonly of: (rows: Rows) => Numbers;
}

const measures = (prefix: string, of: (rows: Rows) => Measures): Column[] => [
  { name: `${prefix}num`, width: 64, nullable: true, of: (rows) => of(rows).num },
  { name: `${prefix}den`, width: 64, nullable: true, of: (rows) => of(rows).den },
  { name: `${prefix}fresh`, width: 32, nullable: false, of: (rows) => of(rows).fresh },
  { name: `${prefix}carried`, width: 32, nullable: false, of: (rows) => of(rows).carried },
  { name: `${prefix}oldest_age`, width: 8, nullable: true, of: (rows) => of(rows).oldestAge },
  { name: `${prefix}fresh_base`, width: 64, nullable: false, of: (rows) => of(rows).freshBase }
];

/** The columns of a message, in their order. */
const COLUMNS: readonly Column[] = [
  { name: 'node', width: 32, nullable: false, of: (rows) => rows.node },
  { name: 'indicator', width: 16, nullable: false, of: (rows) => rows.indicator },
  { name: 'period', width: 32, nullable: false, of: (rows) => rows.period },
  { name: 'expected', width: 32, nullable: false, of: (rows) => rows.expected },
  { name: 'expected_base', width: 64, nullable: false, of: (rows) => rows.expectedBase },
  { name: 'target_num', width: 64, nullable: true, of: (rows) => rows.targetNum },
  { name: 'target_den', width: 32, nullable: false, of: (rows) => rows.targetDen },
  ...measures('', (rows) => rows.all),
  ...measures('approved_', (rows) => rows.approved)
];

/** Writes rows as one complete Arrow IPC stream of one batch. */
export function encodeRows(rows: Rows, head: RowsHead): Uint8Array<ArrayBuffer> {
  const children: Data<Int>[] = COLUMNS.map((column) => {
    const values = column.of(rows);
    const used = values.length === rows.length ? values : values.subarray(0, rows.length);
    return writeColumn(used, column.width, column.nullable);
  });
  const fields = COLUMNS.map(({ name, nullable }, i) => new Field(name, children[i]!.type, nullable));
  const schema = new Schema<Record<string, Int>>(fields, headToMetadata(head));
  const type = new Struct<Record<string, Int>>(fields);
  const batch = new RecordBatch(
    schema,
    makeData({ type, length: rows.length, nullCount: 0, nullBitmap: null, children })
  );
  const bytes = tableToIPC(new Table(schema, [batch]), 'stream');
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : bytes.slice();
}

/** Rows and what their message says of them. */
export interface Message<Head extends RowsHead = RowsHead> {
  readonly head: Head;
  readonly rows: Rows;
}

/**
 * Reads rows out of an Arrow IPC stream. Narrow columns are the message's own memory where it is aligned: keep the
 * bytes, and do not write to them.
 * @throws WireMismatch where the bytes are anything else than `encodeRows` writes
 */
export function decodeRows(bytes: Uint8Array): Message {
  let table: Table;
  try {
    table = tableFromIPC(bytes);
  } catch (cause) {
    throw new WireMismatch('no Arrow stream', cause);
  }
  const head = metadataToHead(table.schema.metadata);
  COLUMNS.forEach(({ name }, i) => {
    if (table.schema.fields[i]?.name !== name) throw new WireMismatch(`no column ${name}`);
  });
  if (table.numRows === 0) return { head, rows: makeRows(0) };
  const [batch, ...more] = table.batches;
  if (!batch || more.length > 0) throw new WireMismatch('more than one batch');
  return { head, rows: rowsOf(batch.data.children, batch.numRows) };
}

/** What a message says of its rows, without reading them. @throws WireMismatch */
export function decodeHead(bytes: Uint8Array): RowsHead {
  try {
    return metadataToHead(RecordBatchReader.from(bytes).open().schema.metadata);
  } catch (cause) {
    if (cause instanceof WireMismatch) throw cause;
    throw new WireMismatch('no Arrow stream', cause);
  }
}

function rowsOf(children: readonly Data[], length: number): Rows {
  const column = (name: string) => {
    const data = children[COLUMNS.findIndex((known) => known.name === name)];
    if (!data) throw new WireMismatch(`no column ${name}`);
    return data;
  };
  const int32 = (name: string) => {
    const values = bufferOf(column(name), name);
    if (!(values instanceof Int32Array)) throw new WireMismatch(`column ${name}`);
    return values;
  };
  const sums = (name: string) => sumsOf(column(name), name);
  const age = (name: string) => {
    const values = bufferOf(column(name), name);
    if (!(values instanceof Int8Array)) throw new WireMismatch(`column ${name}`);
    return values;
  };
  const indicator = bufferOf(column('indicator'), 'indicator');
  if (!(indicator instanceof Int16Array)) throw new WireMismatch('column indicator');
  const measuresOf = (prefix: string): Measures => ({
    num: sums(`${prefix}num`),
    den: sums(`${prefix}den`),
    fresh: int32(`${prefix}fresh`),
    carried: int32(`${prefix}carried`),
    oldestAge: age(`${prefix}oldest_age`),
    freshBase: sums(`${prefix}fresh_base`)
  });
  return {
    length,
    node: int32('node'),
    indicator,
    period: int32('period'),
    expected: int32('expected'),
    expectedBase: sums('expected_base'),
    targetNum: sums('target_num'),
    targetDen: int32('target_den'),
    all: measuresOf(''),
    approved: measuresOf('approved_')
  };
}
