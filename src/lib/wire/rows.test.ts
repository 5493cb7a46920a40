import { tableFromIPC as stockReader } from '@uwdata/flechette';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB, type TestDuckDB } from '../../../tests/support/duckdb.ts';
import { makeRows, type Measures, type Rows } from '../domain/rows.ts';
import { decodeRows, encodeRows } from './rows.ts';
import { WireMismatch, type PartHead, type RowsHead } from './rows-head.ts';

const part: PartHead = {
  kind: 'part',
  store: 's',
  scope: 'VN@1945-09-02/commune',
  period: 24_312,
  position: 7,
  link: '00000000002a'
};

/** Rows of any content that a roll-up can have: null is −1. */
const anyRows = fc
  .array(
    fc.record({
      expected: fc.integer({ min: 0, max: 100_000 }),
      sums: fc.array(fc.oneof(fc.constant(-1), fc.nat(2_000_000_000), fc.maxSafeNat()), {
        minLength: 5,
        maxLength: 5
      }),
      age: fc.integer({ min: -1, max: 11 })
    }),
    { maxLength: 70 }
  )
  .map((list) => {
    const rows = makeRows(list.length);
    list.forEach(({ expected, sums, age }, i) => {
      rows.node[i] = i * 3;
      rows.indicator[i] = i % 25;
      rows.period[i] = 24_312;
      rows.expected[i] = expected;
      rows.expectedBase[i] = Math.max(0, sums[0]!);
      rows.targetNum[i] = sums[1]!;
      rows.targetDen[i] = 10_000;
      fillMeasures(rows.all, i, sums[2]!, sums[3]!, age);
      fillMeasures(rows.approved, i, sums[3]!, sums[4]!, -1);
    });
    return rows;
  });

function fillMeasures(m: Measures, i: number, num: number, den: number, age: number): void {
  m.num[i] = num;
  m.den[i] = den;
  m.fresh[i] = i;
  m.carried[i] = 2 * i;
  m.oldestAge[i] = age;
  m.freshBase[i] = Math.max(0, num);
}

function plain(rows: Rows) {
  const copy = ({ num, den, fresh, carried, oldestAge, freshBase }: Measures) =>
    [num, den, fresh, carried, oldestAge, freshBase].map((column) => [...column]);
  const { node, indicator, period, expected, expectedBase, targetNum, targetDen } = rows;
  const columns = [node, indicator, period, expected, expectedBase, targetNum, targetDen].map((column) => [
    ...column
  ]);
  return [rows.length, ...columns, ...copy(rows.all), ...copy(rows.approved)];
}

describe('rows over the wire', () => {
  test('come back as they were, at any alignment', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(7), (rows, shift) => {
        const bytes = encodeRows(rows, part);
        const moved = new Uint8Array(bytes.length + shift);
        moved.set(bytes, shift);
        const message = decodeRows(moved.subarray(shift));
        expect(message.head).toEqual(part);
        expect(plain(message.rows)).toEqual(plain(rows));
      })
    );
  });

  test('heads of every kind come back', () => {
    const heads: RowsHead[] = [
      part,
      { ...part, kind: 'slice', indicator: 3 },
      {
        kind: 'delta',
        store: 's',
        scope: 'x',
        from: 3,
        to: 9,
        link: '9f3ac01b77e2',
        at: 1_760_000_000_000,
        touched: [[24_312, 8]],
        arrivals: [{ node: 4, period: 24_312, position: 8, at: 1_760_000_000_000 }]
      }
    ];
    for (const head of heads) expect(decodeRows(encodeRows(makeRows(1), head)).head).toEqual(head);
  });

  test('sums are 32 bits wide, and 64 only in a message that needs it', () => {
    const rows = makeRows(2);
    rows.all.num[1] = 2_147_483_647;
    const width = (bytes: Uint8Array) =>
      stockReader(bytes).schema.fields.find(({ name }) => name === 'num')?.type;
    expect(width(encodeRows(rows, part))).toMatchObject({ bitWidth: 32 });
    rows.all.num[0] = 2_147_483_648;
    expect(width(encodeRows(rows, part))).toMatchObject({ bitWidth: 64 });
  });

  test('anything else is refused by name', () => {
    const good = encodeRows(makeRows(3), part);
    for (const bytes of [
      new Uint8Array(0),
      new Uint8Array(64),
      good.slice(8),
      good.slice(0, good.length >> 1)
    ]) {
      expect(() => decodeRows(bytes)).toThrow(WireMismatch);
    }
  });
});

describe('other readers', () => {
  const rows = makeRows(3);
  rows.node.set([5, 6, 70_000]);
  rows.expected.set([1, 2, 3]);
  rows.all.num.set([10, -1, 5_000_000_000]);
  rows.all.den.set([20, -1, 6_000_000_000]);
  rows.all.oldestAge.set([0, -1, 3]);
  const bytes = encodeRows(rows, part);

  test('a stock reader that is not apache-arrow sees the numbers and the nulls', () => {
    const table = stockReader(bytes, { useBigInt: true });
    expect(table.numRows).toBe(3);
    expect([...table.getChild('node')]).toEqual([5, 6, 70_000]);
    expect([...table.getChild('num')]).toEqual([10n, null, 5_000_000_000n]);
    expect([...table.getChild('oldest_age')]).toEqual([0, null, 3]);
    expect([...table.getChild('target_num')]).toEqual([null, null, null]);
    expect([...table.getChild('approved_num')]).toEqual([null, null, null]);
    expect(table.schema.metadata?.get('scope')).toBe('VN@1945-09-02/commune');
  });

  describe('DuckDB', () => {
    let db: TestDuckDB;
    beforeAll(async () => {
      db = await openDuckDB();
    });
    afterAll(() => db.close());

    test('sums what is there and counts the nulls', () => {
      db.insertArrowIPCStream('rows', bytes.slice());
      expect(
        db.query(`SELECT count(*)::int AS n, count(num)::int AS known, sum(num)::bigint AS num,
                         sum(expected)::int AS expected, max(oldest_age)::int AS oldest, count(target_num)::int AS targets
                  FROM rows`)
      ).toEqual([{ n: 3, known: 2, num: 5_000_000_010n, expected: 6, oldest: 3, targets: 0 }]);
    });
  });
});
