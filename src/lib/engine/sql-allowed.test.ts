import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { HONEST, HOSTILE, STOPPED_BEHIND } from '../../../tests/support/sql-statements.ts';
import { examplesFor } from '../../routes/sql/examples.ts';
import { CREATE_READINGS } from '../queries/reading-table.ts';
import { Database } from './database.ts';
import { readingStatement } from './reading-only.ts';
import { runReading } from './workbench.ts';

// Hundreds of statements by the pure check and, as the workbench runs them, by the real engine.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const database = new Database({ start: startNodeMachine });
const EXAMPLES = examplesFor({ indicator: 'CQS09', month: '2026-10', level: 'commune' });

beforeAll(async () => {
  await database.change((tables) =>
    tables.run([
      ...CREATE_READINGS,
      `INSERT INTO node (ordinal, name, code, level, enter, leave) VALUES (0, 'Việt Nam', '0', 0, 0, 1), (1, 'Đà Nẵng', '48', 1, 1, 1)`,
      `INSERT INTO indicator (ordinal, code, kind) VALUES (0, 'CQS09', 'share')`,
      `INSERT INTO value (node, indicator, period, num, den) VALUES (0, 0, 24321, 5, 10), (1, 0, 24321, 7, 20)`,
      `INSERT INTO reading (node, unit, indicator, month, num, den, rate, state, level)
       VALUES (0, 'Việt Nam', 'CQS09', '2026-10', 5, 10, 0.5, 'low', 'country'),
              (1, 'Đà Nẵng', 'CQS09', '2026-10', 7, 20, 0.35, 'low', 'province')`
    ])
  );
});
afterAll(() => database.close());

/** All that the tables and the catalogue hold. */
async function everything(): Promise<unknown[]> {
  const held: unknown[] = [];
  for (const sql of [
    ...['node', 'indicator', 'value', 'reading', 'target_given'].map((table) => `FROM ${table} ORDER BY ALL`),
    'SELECT name, value FROM duckdb_settings() ORDER BY ALL',
    'SELECT table_name FROM duckdb_tables() ORDER BY ALL',
    'SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL',
    'SELECT function_name FROM duckdb_functions() WHERE NOT internal ORDER BY ALL',
    'SELECT database_name FROM duckdb_databases() ORDER BY ALL'
  ])
    held.push((await database.answer(sql)).rows);
  return held;
}

test('there are 300 statements and more, each once', () => {
  const all = [...HOSTILE.map(([sql]) => sql), ...STOPPED_BEHIND, ...HONEST];
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all).size).toBe(all.length);
});

test('what is hostile is refused by the check, and by its right name', () => {
  const wrong = HOSTILE.flatMap(([sql, why]) => {
    const found = readingStatement(sql);
    const kind = 'kind' in found ? found.kind : 'runs';
    return kind === why ? [] : [{ sql, why, kind }];
  });
  expect(wrong).toEqual([]);
});

test('what people write passes the check', () => {
  const honest = [...HONEST, ...STOPPED_BEHIND, ...EXAMPLES.map(({ sql }) => sql)];
  const refused = honest.flatMap((sql) => {
    const found = readingStatement(sql);
    return 'kind' in found ? [{ sql, ...found }] : [];
  });
  expect(refused).toEqual([]);
});

test('a name that is not on the list is told as it would be called', () => {
  expect(readingStatement(`FROM "Read_CSV" ('x')`)).toEqual({ kind: 'unlisted', name: 'read_csv' });
});

test('as the workbench runs them, none of them changes a table or a setting', async () => {
  const before = await everything();
  for (const sql of [...HOSTILE.map(([hostile]) => hostile), ...STOPPED_BEHIND]) {
    const outcome = await runReading(database, sql).then(
      () => 'answered',
      () => 'refused'
    );
    expect(outcome, sql).toBe('refused');
  }
  expect(await everything()).toEqual(before);
});

test('what people write is answered by the engine, and changes nothing either', async () => {
  const before = await everything();
  const failed: unknown[] = [];
  for (const sql of [...HONEST, ...EXAMPLES.map((example) => example.sql)]) {
    await runReading(database, sql).then(
      ({ columns }) => columns.length === 0 && failed.push({ sql, said: 'no columns' }),
      (cause: unknown) => failed.push({ sql, said: String(cause) })
    );
  }
  expect(failed).toEqual([]);
  expect(await everything()).toEqual(before);
});

test('what runs into the second fence is still stopped there: the read-only transaction and the locked engine', async () => {
  // As if the check had not been: each alone, in its place within the subquery.
  const before = await everything();
  for (const [sql, why] of HOSTILE) {
    if (why === 'several' || why === 'unbalanced' || why === 'unclear' || why === 'empty') continue;
    await database
      .use(async (connection) => {
        await connection.run('BEGIN TRANSACTION READ ONLY');
        await connection.run(`SELECT * FROM (\n${sql}\n) LIMIT 10`);
        await connection.run('ROLLBACK');
      })
      .catch(() => undefined);
  }
  expect(await everything()).toEqual(before);
});
