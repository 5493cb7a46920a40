import type { Table } from 'apache-arrow';

/** One value of an answer: 64-bit and decimal numbers as numbers where that is exact, else as bigint or text. */
export type Cell = number | bigint | string | boolean | null;
export type RawRow = Readonly<Record<string, Cell>>;

/** An answer of any SQL: columns by name, rows in order. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The shape of an Arrow column as far as an answer needs it. */
interface Column {
  get(row: number): unknown;
}

/** The rows of an answer as plain objects by column name. */
export function objectsOf(table: Table): RawRow[] {
  const { columns, rows } = answerOf(table);
  return rows.map((cells) => Object.fromEntries(columns.map(({ name }, k) => [name, cells[k] ?? null])));
}

/** The answer as lists of cells. */
export function answerOf(table: Table): Answer {
  const { fields } = table.schema;
  const columns = fields.map((field) => ({ name: field.name, type: String(field.type) }));
  const types: readonly object[] = fields.map((field) => field.type as object);
  const readers = types.map((type, k) => cellReader(table.getChildAt(k), scaleOf(type)));
  const rows: Cell[][] = [];
  for (let row = 0; row < table.numRows; row++) rows.push(readers.map((read) => read(row)));
  return { columns, rows };
}

function cellReader(column: Column | null, scale: number): (row: number) => Cell {
  return (row) => cellOf(column?.get(row), scale);
}

function cellOf(value: unknown, scale: number): Cell {
  switch (typeof value) {
    case 'number':
    case 'string':
    case 'boolean':
      return value;
    case 'bigint':
      return narrowed(value);
    case 'object':
      if (value === null) return null;
      if (value instanceof Uint32Array) return decimalOf(value, scale);
      if (value instanceof Date) return value.toISOString();
      return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
    default:
      return null;
  }
}

/** DECIMAL and HUGEINT arrive as 128-bit words without their scale. */
function decimalOf(words: Uint32Array, scale: number): Cell {
  let value = 0n;
  for (let k = words.length - 1; k >= 0; k--) value = (value << 32n) | BigInt(words[k] ?? 0);
  value = BigInt.asIntN(words.length * 32, value);
  if (scale === 0) return narrowed(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return Number(`${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`);
}

function narrowed(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function scaleOf(type: object): number {
  return 'scale' in type && typeof type.scale === 'number' ? type.scale : 0;
}
