import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const ROWS_A_STATEMENT = 250;

type Written = 'log' | 'log_object' | 'receipt';

/** The tables that an append writes many rows of, with their columns. */
const COLUMNS: { readonly [Table in Written]: readonly (keyof Tables[Table] & string)[] } = {
  log: ['position', 'at', 'actor', 'kind', 'subject_group', 'subject_period', 'body', 'packed', 'link'],
  log_object: ['object', 'position'],
  receipt: ['actor', 'key', 'body_hash', 'answer', 'at']
};

/** Texts of statements by dialect, table and number of rows: making one costs more than running it. */
const texts = new WeakMap<object, Map<string, string>>();

/** Inserts rows some at a time; between them others are served, for SQLite works in this very thread. */
export async function insertRows<Table extends Written>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][]
): Promise<void> {
  const columns = COLUMNS[table];
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    if (at > 0) await nextTurn();
    const some = rows.slice(at, at + ROWS_A_STATEMENT);
    const parameters: unknown[] = [];
    for (const row of some) for (const column of columns) parameters.push(row[column]);
    await db.executeQuery(CompiledQuery.raw(textOf(db, table, some.length), parameters));
  }
}

function textOf(db: Kysely<Tables>, table: Written, count: number): string {
  const { adapter } = db.getExecutor();
  let known = texts.get(adapter);
  if (!known) texts.set(adapter, (known = new Map<string, string>()));
  const key = `${table} ${count}`;
  let text = known.get(key);
  if (text === undefined) {
    const columns = sql.join(COLUMNS[table].map((column) => sql.ref(column)));
    const row = sql`(${sql.join(COLUMNS[table].map(() => sql.val(0)))})`;
    const rows = sql.join(Array.from({ length: count }, () => row));
    text = sql`insert into ${sql.table(table)} (${columns}) values ${rows}`.compile(db).sql;
    known.set(key, text);
  }
  return text;
}
