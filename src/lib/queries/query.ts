/** What a question is asked with: `$1`, `$2`, … in its SQL, which the engine writes out as literals. */
export type Param = number | string;

/** One value as the engine gives it. */
export type Cell = number | bigint | string | boolean | null;
export type RawRow = Readonly<Record<string, Cell>>;

/** One question: SQL, what to ask it with, and how each row of the answer is read. */
export interface Query<Row> {
  readonly sql: string;
  readonly params: readonly Param[];
  readonly read: (row: RawRow) => Row;
}

/** Reads one cell; throws `WrongCell` where it is not what the SQL promised. */
export type CellReader<T> = (cell: Cell) => T;

/** A cell that is not what the question's SQL promised: SQL and reader have drifted apart. */
export class WrongCell extends Error {
  constructor(wanted: string, cell: Cell | undefined) {
    super(`wanted ${wanted}, got ${cell === undefined ? 'no such column' : String(cell)}`);
    this.name = 'WrongCell';
  }
}

export const number: CellReader<number> = (cell) => {
  if (typeof cell !== 'number') throw new WrongCell('a number', cell);
  return cell;
};

export const text: CellReader<string> = (cell) => {
  if (typeof cell !== 'string') throw new WrongCell('a text', cell);
  return cell;
};

/** The same, or null. */
export function maybe<T>(reader: CellReader<T>): CellReader<T | null> {
  return (cell) => (cell === null ? null : reader(cell));
}

type Shape = Readonly<Record<string, CellReader<unknown>>>;
type RowOf<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** Reads a row by its columns, each by its own reader: the columns have the names of the shape in snake case. */
export function rowOf<S extends Shape>(shape: S): (row: RawRow) => RowOf<S> {
  const readers = Object.entries(shape).map(([name, read]) => ({ name, column: snakeCase(name), read }));
  return (row) => {
    const found: Record<string, unknown> = {};
    for (const { name, column, read } of readers) {
      const cell = row[column];
      if (cell === undefined) throw new WrongCell(`a column ${column}`, cell);
      found[name] = read(cell);
    }
    // Each key of the shape was read by its own reader just above.
    return found as RowOf<S>;
  };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
