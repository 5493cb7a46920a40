import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOT_APPLICABLE, statesOf } from '../../src/lib/domain/attainment.ts';
import { rollUp } from '../../src/lib/domain/roll-up.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import type { Basis } from '../../src/lib/domain/rows.ts';
import type { Connection, Machine } from '../../src/lib/engine/machine.ts';
import { columnPassAt, fold, isByTheRules, pathOf, SqlReadings } from '../support/agreement.ts';
import { demoWorld } from '../support/demo-world.ts';
import { startNodeMachine } from '../support/engine-machine.ts';
import { loadFiled, loadStructure } from '../support/fact-tables.ts';
import { Naive } from '../support/naive.ts';
import { REVIEW_STATES } from '../../src/lib/domain/report.ts';
import { wholeReports } from '../support/plain-world.ts';

// "Shown when done" 4: SQL, TypeScript and an independent naive computation agree on the demo, every unit × indicator
// × period, both bases; groups as well, between SQL and TypeScript. AGREEMENT_NOW takes the demo at another moment.

const NOW = Date.parse(process.env['AGREEMENT_NOW'] ?? '2026-02-21T22:30:00Z');
const { plain, structure } = demoWorld(NOW);
const { world, cells } = fold(plain);
const naive = new Naive(plain);
const periods = [...new Set(plain.reports.map((report) => report.period))].sort((a, b) => a - b);
const measured = world.indicators.map(({ indicator }) => indicator);
const paths = world.tree.nodes.map(pathOf);

let machine: Machine;
let connection: Connection;
beforeAll(async () => {
  machine = await startNodeMachine();
  connection = await machine.connect();
  await loadStructure(connection, world, structure);
  const values = wholeReports(plain.reports).flatMap((report, i) =>
    report.values.map((value) => ({ report, value, i }))
  );
  const column = (of: (row: (typeof values)[number]) => number) => Int32Array.from(values, of);
  await loadFiled(connection, {
    node: column(({ report }) => world.tree.group(report.group)!.ordinal),
    indicator: column(({ value }) => world.indicator(value.indicator)!.ordinal),
    period: column(({ report }) => report.period),
    num: column(({ value }) => value.numerator),
    den: column(({ value }) => value.denominator ?? -1),
    position: column(({ i }) => i + 1),
    state: column(({ report }) => REVIEW_STATES.indexOf(report.state))
  });
}, 120_000);
afterAll(() => machine.terminate());

const compared = { rows: 0, byTheRules: 0 };

test.each(periods.map((period) => [`${Math.floor(period / 12)}-${(period % 12) + 1}`, period] as const))(
  'SQL, the column pass and the rules agree on %s',
  { timeout: 120_000 },
  async (_, period) => {
    await SqlReadings.rollUp(connection, world, [period], { everywhere: false });
    for (const basis of ['all', 'approved'] as const) {
      const inSql = await SqlReadings.read(connection, world, period, basis);
      let rows = 0;
      for (const { ordinal } of world.indicators) {
        const { wrong, found } = compare(ordinal, period, basis, inSql);
        expect(wrong.slice(0, 3)).toEqual([]);
        rows += found;
      }
      // A row of SQL that the column pass does not have would be one too many here.
      expect(rows).toBe(inSql.length);
      compared.rows += rows;
    }
  }
);

test('that was every unit and every period', () => {
  expect(periods.length).toBeGreaterThanOrEqual(15);
  expect(compared.rows).toBeGreaterThan(1_000_000);
  expect(compared.byTheRules).toBeGreaterThan(500_000);
  console.log(`compared ${compared.rows} rows, ${compared.byTheRules} of units by the rules`);
});

function compare(ordinal: number, period: Period, basis: Basis, inSql: SqlReadings) {
  const { indicator } = world.indicators[ordinal]!;
  const columns = rollUp(world, cells, ordinal, period);
  const states = statesOf(columns, measured, basis);
  const byRules = rulesOf(ordinal, period);
  const wrong: unknown[] = [];
  let found = 0;
  for (const node of world.tree.nodes) {
    const path = paths[node.ordinal]!;
    const isUnit = node.kind === 'unit';
    if (isUnit) compared.byTheRules++;
    if (columns.expected[node.ordinal] === 0) {
      // Nobody is expected: the row is in neither, and the picture says không áp dụng.
      if (states[node.ordinal] === NOT_APPLICABLE && (!isUnit || byRules(path)[basis].expected === 0n))
        continue;
    }
    found++;
    const mine = columnPassAt(columns, node.ordinal, indicator, basis);
    const sql = inSql.at(node.ordinal, ordinal);
    const right = !isUnit || isByTheRules(mine, byRules(path)[basis], indicator);
    if (right && mine[8] === states[node.ordinal] && mine.every((value, k) => Object.is(value, sql[k])))
      continue;
    wrong.push({ path, indicator: indicator.code, period, basis, mine, sql, state: states[node.ordinal] });
  }
  return { wrong, found };
}

let remembered: { period: Period; rows: Map<number, ReturnType<Naive['rows']>> } = {
  period: -1,
  rows: new Map()
};

/** The naive rows of an indicator, kept for the other basis of the same period. */
function rulesOf(ordinal: number, period: Period): ReturnType<Naive['rows']> {
  if (remembered.period !== period) remembered = { period, rows: new Map() };
  const kept = remembered.rows.get(ordinal);
  if (kept) return kept;
  const rows = naive.rows(world.indicators[ordinal]!.indicator, period);
  remembered.rows.set(ordinal, rows);
  return rows;
}
