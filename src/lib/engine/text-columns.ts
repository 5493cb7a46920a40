import {
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  type Data
} from 'apache-arrow';
import { RowsLost } from './faults.ts';
import type { Connection } from './machine.ts';

/** A column to be written: its values in the order of the rows, null where there is none. */
export interface TextColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'SMALLINT' | 'UTINYINT' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR';
  readonly values: readonly (string | number | boolean | null)[];
}

/**
 * Adds rows with texts to a table. The Arrow buffers are laid out here by hand: Arrow's own builders of texts make
 * code at run time, which the page's content security policy forbids, and texts sent as parameters overflow the stack
 * of the WASM at about half a megabyte.
 */
export async function insertTexts(
  connection: Connection,
  table: string,
  columns: readonly TextColumn[]
): Promise<void> {
  const length = columns[0]?.values.length ?? 0;
  if (length === 0) return;
  for (const { name, values } of columns) {
    if (values.length !== length) throw new RowsLost(`${table}.${name}`, length, values.length);
  }
  await connection.run('DROP TABLE IF EXISTS incoming');
  await connection.takeStream('incoming', streamOf(columns, length));
  await checkCount(connection, 'incoming', length);
  const names = columns.map((column) => column.name).join(', ');
  const values = columns.map((column) => `${column.name}::${column.type}`).join(', ');
  await connection.run(`INSERT INTO ${table} (${names}) SELECT ${values} FROM incoming`);
  await connection.run('DROP TABLE incoming');
}

/** Throws where a table does not hold as many rows as it should. */
export async function checkCount(connection: Connection, table: string, sent: number): Promise<void> {
  const answer = await connection.run(`SELECT count(*)::INTEGER AS n FROM ${table}`);
  const arrived = Number(answer.getChildAt(0)?.get(0));
  if (arrived !== sent) throw new RowsLost(table, sent, arrived);
}

function streamOf(columns: readonly TextColumn[], length: number): Uint8Array {
  const children = columns.map(({ type, values }) =>
    type === 'VARCHAR' ? textData(values) : numberData(values)
  );
  const fields = columns.map(({ name }, k) => new Field(name, children[k]!.type, true));
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(fields), length, nullCount: 0, nullBitmap: null, children });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream');
}

type Values = TextColumn['values'];

function textData(values: Values): Data<Utf8> {
  const encoder = new TextEncoder();
  const texts = values.map((value) => encoder.encode(value === null ? '' : String(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  texts.forEach((bytes, i) => (valueOffsets[i + 1] = valueOffsets[i]! + bytes.length));
  const data = new Uint8Array(valueOffsets[values.length]!);
  texts.forEach((bytes, i) => data.set(bytes, valueOffsets[i]));
  return makeData({ type: new Utf8(), length: values.length, ...nullsOf(values), valueOffsets, data });
}

function numberData(values: Values): Data<Float64> {
  const data = Float64Array.from(values, (value) => Number(value ?? 0));
  return makeData({ type: new Float64(), length: values.length, ...nullsOf(values), data });
}

/** A validity bitmap, lowest bit first. */
function nullsOf(values: Values): { nullCount: number; nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  let nullCount = 0;
  values.forEach((value, i) => {
    if (value === null) nullCount++;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  });
  return { nullCount, nullBitmap };
}
