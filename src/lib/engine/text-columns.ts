import type { Connection } from './machine.ts';
import { RowsLost } from './faults.ts';

/** A column to be written: its values in the order of the rows, null where there is none. */
export interface TextColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'SMALLINT' | 'UTINYINT' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR';
  readonly values: readonly (string | number | boolean | null)[];
}

const BETWEEN = '\u001f';
const NOTHING = '\u001e';

/**
 * Adds rows with texts to a table: each column travels as one text that the engine takes apart. Arrow's builders of
 * texts make code at run time, which the page's content security policy forbids; 7,600 nodes take about 50 ms so.
 */
export async function insertTexts(
  connection: Connection,
  table: string,
  columns: readonly TextColumn[]
): Promise<void> {
  const length = columns[0]?.values.length ?? 0;
  if (length === 0) return;
  const names = columns.map((column) => column.name).join(', ');
  const parts = columns.map(
    (column, k) => `nullif(unnest(string_split($${k + 1}, chr(31))), chr(30))::${column.type}`
  );
  await connection.run(
    `INSERT INTO ${table} (${names}) SELECT ${parts.join(', ')}`,
    columns.map((column) => joined(column, length))
  );
}

/** Throws where a table does not hold as many rows as it should. */
export async function checkCount(connection: Connection, table: string, sent: number): Promise<void> {
  const answer = await connection.run(`SELECT count(*)::INTEGER AS n FROM ${table}`);
  const arrived = Number(answer.getChildAt(0)?.get(0));
  if (arrived !== sent) throw new RowsLost(table, sent, arrived);
}

function joined(column: TextColumn, length: number): string {
  if (column.values.length !== length) throw new RowsLost(column.name, length, column.values.length);
  return column.values
    .map((value) =>
      value === null ? NOTHING : String(value).replaceAll(BETWEEN, ' ').replaceAll(NOTHING, ' ')
    )
    .join(BETWEEN);
}
