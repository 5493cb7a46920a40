import type { Table } from 'apache-arrow';

/** One value of an answer: 64-bit and decimal numbers as numbers where that is exact, else as bigint or text. */
export type Cell = number | bigint | string | boolean | null;
export type RawRow = Readonly<Record<string, Cell>>;

/** An answer of any SQL: columns by name, rows in order. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The rows of an answer as plain objects by column name. */
export function objectsOf(table: Table): RawRow[] {
  const names = table.schema.fields.map((field) => field.name);
  const columns = names.map((_, k) => cellsOf(table, k));
  return Array.from({ length: table.numRows }, (_, row) => {
    const object: Record<string, Cell> = {};
    for (let k = 0; k < names.length; k++) object[names[k]!] = columns[k]![row]!;
    return object;
  });
}

/** The answer as lists of cells. */
export function answerOf(table: Table): Answer {
  const { fields } = table.schema;
  const columns = fields.map((_, k) => cellsOf(table, k));
  return {
    columns: fields.map((field) => ({ name: field.name, type: String(field.type) })),
    rows: Array.from({ length: table.numRows }, (_, row) => columns.map((cells) => cells[row]!))
  };
}

/** The rows one after another, each read when it is its turn: whoever has enough reads no more. */
export function* rowsOf(table: Table): Generator<Cell[]> {
  const { fields } = table.schema;
  const columns = fields.map((field, k) => ({
    vector: table.getChildAt(k),
    scale: scaleOf(field.type as object)
  }));
  for (let row = 0; row < table.numRows; row++) {
    yield columns.map(({ vector, scale }) => {
      const value: unknown = vector?.get(row);
      return cellOf(value, scale);
    });
  }
}

/** One column's cells, batch after batch. */
function cellsOf(table: Table, k: number): Cell[] {
  const scale = scaleOf(table.schema.fields[k]?.type as object);
  const cells: Cell[] = [];
  for (const value of (table.getChildAt(k) ?? []) as Iterable<unknown>) cells.push(cellOf(value, scale));
  return cells;
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
