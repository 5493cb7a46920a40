import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckDB, type TestDuckDB } from '../support/duckdb.ts';

// Two copies of Arrow make an insert fail without a word: this says so.

let db: TestDuckDB;
beforeAll(async () => {
  db = await openDuckDB();
});
afterAll(() => db.close());

const ROWS = 1000;
const stream = (offset: number) =>
  tableToIPC(
    tableFromArrays({
      unit: Int32Array.from({ length: ROWS }, (_, row) => offset + row),
      value: Float64Array.from({ length: ROWS }, (_, row) => row / 2),
      position: BigInt64Array.from({ length: ROWS }, (_, row) => 2n ** 60n + BigInt(row)),
      name: Array.from({ length: ROWS }, (_, row) => (row % 2 ? 'Cần Thơ' : 'Đồng Tháp'))
    }),
    'stream'
  );

test('an Arrow stream comes back with its counts and sums', () => {
  db.insertArrowIPCStream('facts', stream(0));
  expect(
    db.query(`SELECT count(*)::int AS n, sum(unit)::double AS units, sum(value) AS total,
                     max(position) AS position FROM facts`)
  ).toEqual([{ n: ROWS, units: 499_500, total: 249_750, position: 2n ** 60n + 999n }]);
  expect(db.query(`SELECT name, count(*)::int AS n FROM facts GROUP BY name ORDER BY n, name`)).toEqual([
    { name: 'Cần Thơ', n: ROWS / 2 },
    { name: 'Đồng Tháp', n: ROWS / 2 }
  ]);
});

test('a second stream is added to the same table', () => {
  db.insertArrowIPCStream('facts', stream(ROWS), { create: false });
  expect(db.query('SELECT count(DISTINCT unit)::int AS n FROM facts')).toEqual([{ n: 2 * ROWS }]);
});

test('nothing can be loaded from outside, and the settings are locked', () => {
  expect(() => db.query('LOAD json')).toThrow();
  expect(() => db.query(`SELECT * FROM read_csv('/etc/hostname')`)).toThrow();
  expect(() => db.query('SET enable_external_access = true')).toThrow();
});
