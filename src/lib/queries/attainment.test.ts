import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { isNearly, ratio } from '../../../tests/support/naive-fraction.ts';
import { naiveReading } from '../../../tests/support/naive-reading.ts';
import { insertCatalogue, measuredKinds } from '../../../tests/support/measured-kinds.ts';
import { MET, readingAt, STATES } from '../domain/attainment.ts';
import { withholdFew } from '../domain/few.ts';
import { makeRows, type Basis, type Rows } from '../domain/rows.ts';
import { objectsOf } from '../engine/answer.ts';
import type { Connection, Machine } from '../engine/machine.ts';
import { Tables } from '../engine/tables.ts';
import { encodeRows } from '../wire/rows.ts';
import { figures, READING, readings } from './attainment.ts';
import { number, rowOf } from './query.ts';

// Invariant 5: attainment in SQL is domain/attainment.ts, in the real engine, and both are the rules read naively.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const GENERATED = 20_000;

/** The figures of one generated row; −1 is missing. */
interface Case {
  indicator: number;
  num: number;
  den: number;
  expected: number;
  expectedBase: number;
  targetNum: number;
  targetDen: number;
  fresh: number;
  freshBase: number;
}

const sums = fc.oneof(
  fc.integer({ min: -1, max: 12 }),
  fc.integer({ min: -1, max: 2000 }),
  fc.constantFrom(
    -1,
    0,
    1,
    9,
    10,
    11,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 31 + 1,
    2 ** 40,
    90_071_992_547_409,
    4_000_000_000_000
  )
);
const powers = fc.constantFrom(1, 10, 100, 1000, 10_000);
const anyCase: fc.Arbitrary<Case> = fc.record({
  indicator: fc.nat(measuredKinds.length - 1),
  num: sums,
  den: sums,
  expected: fc.constantFrom(0, 1, 2, 60),
  expectedBase: fc.oneof(fc.constantFrom(0, 1, 9, 10), fc.nat(2 ** 33)),
  targetNum: fc.oneof(sums, fc.constantFrom(0, 5, 8, 9, 10, 50, 80, 95, 100)),
  targetDen: powers,
  fresh: fc.nat(60),
  freshBase: fc.nat(2 ** 33)
});

/** Figures that lie on an edge of a band, or one beside it. */
const onAnEdge: fc.Arbitrary<Case> = fc
  .tuple(
    anyCase,
    fc.constantFrom(100, 80, 50),
    fc.constantFrom(-1, 0, 1),
    fc.integer({ min: 10, max: 3_000_000 })
  )
  .map(([row, edge, beside, size]) => {
    // target = size × 100 / targetDen of den 100: attained × target is then whole.
    const targetNum = row.targetDen === 1 ? size : Math.min(size, row.targetDen);
    const isCount = measuredKinds[row.indicator]!.kind === 'count';
    const den = isCount ? -1 : row.targetDen * 100;
    const wanted = isCount ? targetNum / row.targetDen : targetNum * 100;
    const isDown = measuredKinds[row.indicator]!.direction === 'down';
    const num = Math.round(isDown ? (wanted * 100) / edge : (wanted * edge) / 100) + beside;
    return { ...row, expected: 3, targetNum, den, num: Math.max(0, num) };
  });

function asRows(cases: readonly Case[]): Rows {
  const rows = makeRows(cases.length);
  cases.forEach((row, i) => {
    const targetDen = row.targetNum < 0 ? 1 : row.targetDen;
    rows.node[i] = i;
    rows.indicator[i] = row.indicator;
    rows.expected[i] = row.expected;
    rows.expectedBase[i] = row.expectedBase;
    rows.targetNum[i] = row.targetNum;
    rows.targetDen[i] = targetDen;
    for (const measures of [rows.all, rows.approved]) {
      measures.num[i] = row.num;
      measures.den[i] = row.num < 0 ? -1 : row.den;
      measures.fresh[i] = Math.min(row.fresh, row.expected);
      measures.freshBase[i] = Math.min(row.freshBase, row.expectedBase);
    }
    // The two bases differ, so that a question over the wrong one is found out.
    if (i % 2 === 0) rows.approved.num[i] = rows.approved.den[i] = -1;
  });
  return rows;
}

const read = rowOf({ node: number, ...READING });
let machine: Machine;
let connection: Connection;
beforeAll(async () => {
  machine = await startNodeMachine();
  connection = await machine.connect();
  await new Tables(connection).create();
  await insertCatalogue(connection);
});
afterAll(() => machine.terminate());

describe.each(['all', 'approved'] as const)('over the basis %s', (basis: Basis) => {
  test.each([
    ['any figures', anyCase, GENERATED / 2],
    ['figures on an edge of a band', onAnEdge, GENERATED / 2]
  ] as const)('SQL, TypeScript and the rules agree on %s', async (_, generator, count) => {
    const cases = fc.sample(generator, { numRuns: count, seed: 2026 });
    const rows = asRows(cases);
    const tables = new Tables(connection);
    await tables.clearRows();
    // Rows with nobody expected never get into the table: there, no row is the answer.
    await tables.putRows({
      bytes: encodeRows(rows, { kind: 'part', store: 's', scope: 's', period: 0, position: 1, link: '' }),
      length: count
    });
    const answer = await connection.run(readings(figures(basis, 'true')));
    const found = new Map(objectsOf(answer).map((row) => [read(row).node, read(row)]));
    const states = new Set<string>();
    const wrong = cases.flatMap((row, i) => {
      const indicator = measuredKinds[row.indicator]!;
      const mine = readingAt(rows, i, indicator, basis);
      states.add(mine.state);
      const exact = naiveOf(rows, i, basis);
      const sql = found.get(i);
      const inSql = sql ? pick(sql) : row.expected === 0 ? pick(mine) : null;
      const same =
        inSql !== null && Object.entries(pick(mine)).every(([key, value]) => isSame(value, inSql[key]));
      const endless = exact.attainment === 'endless';
      const right =
        exact.state === mine.state &&
        isNearly(mine.gap, exact.gap === null ? null : ratio(exact.gap, 1n)) &&
        (exact.gap === null || exact.gap > 2n ** 53n || Number(exact.gap) === mine.gap) &&
        isNearly(mine.rate, exact.rate) &&
        isNearly(mine.coverage, exact.coverage) &&
        (endless ? mine.attainment === Infinity : isNearly(mine.attainment, endlessless(exact.attainment)));
      return same && right ? [] : [{ row, mine, inSql, exact: exact.state }];
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect([...states]).toEqual(
      expect.arrayContaining(generator === anyCase ? [...STATES] : STATES.slice(MET))
    );
  });
});

function pick(
  row: Pick<ReturnType<typeof read>, keyof ReturnType<typeof readingAt>>
): Record<string, unknown> {
  const { state, band, rate, target, attainment, gap, coverage } = row;
  return { state, band, rate, target, attainment, gap, coverage };
}

function naiveOf(rows: Rows, i: number, basis: Basis) {
  const some = (value: number) => (value < 0 ? null : BigInt(value));
  const target = some(rows.targetNum[i]!);
  return naiveReading(measuredKinds[rows.indicator[i]!]!, {
    num: some(rows[basis].num[i]!),
    den: some(rows[basis].den[i]!),
    expected: BigInt(rows.expected[i]!),
    expectedBase: BigInt(rows.expectedBase[i]!),
    fresh: BigInt(rows[basis].fresh[i]!),
    freshBase: BigInt(rows[basis].freshBase[i]!),
    target: target === null ? null : ratio(target, BigInt(rows.targetDen[i]!))
  });
}

function endlessless<T>(value: T | 'endless'): T | null {
  return value === 'endless' ? null : value;
}

/** The very same; a gap above 2^53 is no whole double any more and may be rounded either way. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'number' || typeof b !== 'number' || a < 2 ** 53) return false;
  return Math.abs(a - b) <= a * Number.EPSILON;
}

test('what is withheld of a few persons reads the same in SQL as in TypeScript', async () => {
  const rows = withholdFew(asRows(fc.sample(anyCase, { numRuns: 2000, seed: 17 })), measuredKinds);
  const tables = new Tables(connection);
  await tables.clearRows();
  const head = { kind: 'part', store: 's', scope: 's', period: 0, position: 1, link: '' } as const;
  await tables.putRows({ bytes: encodeRows(rows, head), length: rows.length });
  let withheld = 0;
  for (const basis of ['all', 'approved'] as const) {
    for (const found of objectsOf(await connection.run(readings(figures(basis, 'true')))).map(read)) {
      const mine = readingAt(rows, found.node, measuredKinds[rows.indicator[found.node]!]!, basis);
      for (const [key, value] of Object.entries(pick(mine)))
        expect(isSame(value, pick(found)[key]), key).toBe(true);
      if (found.num !== null || found.state === 'noData' || found.state === 'notApplicable') continue;
      withheld += 1;
      expect([found.den, found.rate, found.attainment, found.gap]).toEqual([null, null, null, null]);
    }
  }
  expect(withheld).toBeGreaterThan(20);
});
