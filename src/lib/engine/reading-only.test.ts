import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { Database } from './database.ts';
import { QuestionFailed } from './faults.ts';
import { readingStatement } from './reading-only.ts';
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
])('%s is refused: %s', (sql, why) => expect(readingStatement(sql)).toBe(why));

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
    [`SELECT * FROM read_csv('/etc/passwd')`, 'outside'],
    [`SELECT * FROM 'https${':'}//example.org/x.parquet'`, 'outside'],
    [`FROM read_parquet('x')`, 'outside'],
    [`FROM glob('*')`, 'outside'],
    [`SELECT * FROM read_text('x')`, 'outside'],
    [`COPY node TO 'x'`, 'outside'],
    ['ATTACH $$x$$', 'outside'],
    ['INSTALL httpfs', 'outside'],
    ['LOAD httpfs', 'outside'],
    ['SET enable_external_access = true', 'settings'],
    ['DROP TABLE node', 'changes'],
    ['WITH a AS (INSERT INTO node (ordinal) VALUES (1) RETURNING *) FROM a', 'sql'],
    ['SELECT * FROM query($$DROP TABLE node$$)', 'sql'],
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
  expect(odd.map((text) => readingStatement(text)).filter((read) => typeof read !== 'string')).toEqual([]);
  expect(typeof readingStatement("SELECT $$a;b$$, $t$'$t$, E'\\'', 'đ', $1")).toBe('object');
});
