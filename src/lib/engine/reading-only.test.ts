import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { Database } from './database.ts';
import { QuestionFailed, Superseded } from './faults.ts';
import { readingStatement } from './reading-only.ts';
import type { Machine } from './machine.ts';
import { faultOf, runReading } from './workbench.ts';

vi.setConfig({ testTimeout: 60_000 });
const database = new Database({ start: startNodeMachine });
afterAll(() => database.close());

test.each([
  ['', 'empty'],
  ['-- nothing\n/* at all */ ;', 'empty'],
  ['SELECT 1; SELECT 2', 'several'],
  ['SELECT 1) ; (SELECT 2', 'unbalanced'],
  [`SELECT 'open`, 'unbalanced'],
  ['SELECT 1 /* a /* b */ ; DROP TABLE value; */', 'unbalanced'],
  ['drop table value', 'changes'],
  ['Insert into value values (1)', 'changes'],
  ['/* SELECT */ UPDATE node SET name = 1', 'changes'],
  ['BEGIN', 'changes'],
  ['SET memory_limit = 1', 'settings'],
  ['PRAGMA threads = 4', 'settings'],
  [`ATTACH 'x.db'`, 'outside'],
  ['INSTALL httpfs', 'outside'],
  ['LOAD httpfs', 'outside'],
  [`COPY value TO 'x.csv'`, 'outside'],
  ['EXPLAIN ANALYZE DELETE FROM value', 'changes'],
  ['xyz', 'unknown']
])('%s is refused: %s', (sql, why) => expect(readingStatement(sql)).toEqual({ kind: why }));

test('what reads is run, with comments, quotes, semicolons in texts and a closing one', async () => {
  for (const sql of [
    `SELECT ';--/*' AS a -- words; and ' a quote\n;`,
    `WITH a AS (SELECT 1 AS x) /* ; */ SELECT * FROM a`,
    'FROM range(3)',
    'DESCRIBE value',
    'SHOW TABLES',
    'SUMMARIZE indicator',
    'EXPLAIN SELECT 1',
    `SELECT $$it's; fine$$ AS a, E'a\\'b;' AS b, "ordinal" FROM node`,
    '(SELECT 1) UNION (SELECT 2)',
    'PIVOT (SELECT 1 AS y, 2 AS x) ON x USING sum(y)'
  ]) {
    const result = await runReading(database, sql);
    expect(result.columns.length, sql).toBeGreaterThan(0);
  }
});

test('rows are bounded and said to be cut; dates, times, lists are read as what they are', async () => {
  const many = await runReading(database, 'SELECT range AS n FROM range(20000)', { mostRows: 50 });
  expect([many.rows.length, many.cut]).toEqual([50, true]);
  const wide = await runReading(database, `SELECT repeat('x', 200000) AS t FROM range(900)`, {
    mostCells: 100_000
  });
  expect(wide.cut).toBe(true);
  const kinds = await runReading(
    database,
    `SELECT DATE '2025-07-01' AS d, TIMESTAMP '2025-07-01 10:20:30' AS t, [1, 2] AS l, {'a': 'b'} AS s,
            1.5::DECIMAL(4,2) AS n, 12::BIGINT AS i, true AS b, NULL AS z`
  );
  expect(kinds.rows[0]).toEqual([
    '2025-07-01',
    '2025-07-01 10:20:30',
    '[1,2]',
    '{"a":"b"}',
    1.5,
    12,
    true,
    null
  ]);
  expect(kinds.columns.map(({ kind }) => kind)).toEqual([
    ...['date', 'time', 'other', 'other', 'number', 'whole', 'truth', 'whole']
  ]);
});

test('files, the network, extensions and settings are out of reach, whatever is tried', async () => {
  for (const [sql, kind] of [
    [`SELECT * FROM read_csv('/etc/passwd')`, 'unlisted'],
    [`SELECT * FROM 'https${':'}//example.org/x.parquet'`, 'outside'],
    [`FROM read_parquet('x')`, 'unlisted'],
    [`FROM glob('*')`, 'unlisted'],
    [`SELECT * FROM read_text('x')`, 'unlisted'],
    [`COPY node TO 'x'`, 'outside'],
    ['ATTACH $$x$$', 'outside'],
    ['INSTALL httpfs', 'outside'],
    ['LOAD httpfs', 'outside'],
    ['SET enable_external_access = true', 'settings'],
    ['DROP TABLE node', 'changes'],
    ['WITH a AS (INSERT INTO node (ordinal) VALUES (1) RETURNING *) FROM a', 'changes'],
    ['SELECT * FROM query($$DROP TABLE node$$)', 'unlisted'],
    ['FROM "x.csv"', 'outside'],
    ['SELECT nonsense', 'sql'],
    ['SELEC 1', 'unknown']
  ] as const) {
    const fault = await runReading(database, sql).then(
      () => null,
      (cause: unknown) => faultOf(cause)
    );
    expect(fault?.kind, sql).toBe(kind);
  }
  expect((await database.answer('SELECT count(*)::INTEGER FROM node')).rows).toEqual([[0]]);
});

test('nothing that is written in any order of words changes a table', async () => {
  const words = [
    ...[
      'SELECT',
      '1',
      ';',
      '(',
      ')',
      'DROP TABLE node',
      'INSERT INTO node(ordinal) VALUES (1)',
      `'`,
      '"',
      '$$'
    ],
    ...['--', '\n', '/*', '*/', 'WITH a AS', ',', 'FROM', 'node', 'COMMIT', 'ROLLBACK', `E'\\'`, 'UNION']
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 }), async (parts) => {
      await runReading(database, parts.join(' ')).catch(() => null);
      expect((await database.answer('SELECT count(*)::INTEGER FROM node')).rows).toEqual([[0]]);
    }),
    { numRuns: 150 }
  );
});

test('an error names the line of what was written', async () => {
  const cause: unknown = await runReading(database, 'SELECT 1,\n nonsense').catch((fault: unknown) => fault);
  expect(faultOf(cause)).toMatchObject({ kind: 'sql', line: 2 });
  // As the browser has it, where answers are read bit by bit.
  const told = { exception_type: 'Parser', exception_message: 'syntax error at "x"\n\nLINE 3: x\n  ^' };
  expect(faultOf(new QuestionFailed(new Error(JSON.stringify(told))))).toEqual({
    kind: 'sql',
    message: 'Parser Error: syntax error at "x"',
    line: 2
  });
});

test('what the engine might read otherwise than we is refused: odd dollar tags, texts that go on', () => {
  const odd = [
    "SELECT $é$ ' $é$ ; DROP TABLE value; --'",
    'SELECT €$$ ; DROP TABLE value; --$$',
    "SELECT \u00a0$$ ' $$ ; DROP TABLE value; -- '",
    "SELECT E'a'\n'\\' ; DROP TABLE value; --'",
    "SELECT e'a' -- b\n'\\'' ; DROP TABLE value",
    'SELECT a$b'
  ];
  for (const text of odd) expect(readingStatement(text), text).toEqual({ kind: 'unclear' });
  expect(readingStatement("SELECT $$a;b$$, $t$'$t$, E'\\'', 'đ', $1")).toHaveProperty('sql');
});

test('a statement takes the time it is given, by the clock of the page: then its engine is thrown away', async () => {
  let starts = 0;
  // An engine whose worker hears nothing while it works.
  const start = async (): Promise<Machine> => {
    starts++;
    const machine = await startNodeMachine();
    const connect = async () => {
      const connection = await machine.connect();
      const run: typeof connection.run = (sql, signal) =>
        sql.includes('endless') ? new Promise<never>(() => undefined) : connection.run(sql, signal);
      return { ...connection, run };
    };
    return { ...machine, connect };
  };
  const own = new Database({ start });
  await own.open();
  const cause: unknown = await runReading(own, `SELECT 'endless'`, { mostTime: 1000 }).catch(
    (fault: unknown) => fault
  );
  expect(faultOf(cause)).toEqual({ kind: 'late', seconds: 1 });
  expect((await runReading(own, 'SELECT 5', { mostTime: 1000 })).rows).toEqual([[5]]);
  expect(starts).toBe(2);
  own.close();
});

test('whoever stops a statement hears that it was stopped, not that it was late', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(runReading(database, 'SELECT 1', { signal: stop.signal })).rejects.toBeInstanceOf(Superseded);
});
