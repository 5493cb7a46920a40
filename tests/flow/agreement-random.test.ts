import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rollUp } from '../../src/lib/domain/roll-up.ts';
import type { Machine } from '../../src/lib/engine/machine.ts';
import { columnPassAt, fold, isByTheRules, pathOf, SqlReadings } from '../support/agreement.ts';
import { startNodeMachine } from '../support/engine-machine.ts';
import { loadStructure, loadVersions } from '../support/fact-tables.ts';
import { Naive } from '../support/naive.ts';
import { structureOf, wholeReports, type PlainWorld } from '../support/plain-world.ts';
import { RANDOM_PERIODS, randomWorld } from '../support/random-world.ts';

// From filed versions to readings three times over small countries made by chance: the column pass, SQL in the real
// engine, and the rules on plain objects. Every node × indicator × period, both bases.

const WORLDS = 20;
const PERIODS = Array.from(
  { length: RANDOM_PERIODS.last - RANDOM_PERIODS.first + 1 },
  (_, k) => RANDOM_PERIODS.first + k
);
let machine: Machine;
beforeAll(async () => {
  machine = await startNodeMachine();
});
afterAll(() => machine.terminate());

test('the column pass, SQL and the rules agree on worlds made by chance', { timeout: 120_000 }, async () => {
  let compared = 0;
  const states = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const { rows, wrong, seen } = await compare(randomWorld(seed));
      compared += rows;
      for (const state of seen) states.add(state);
      expect(wrong).toEqual([]);
    }),
    { numRuns: WORLDS, seed: 2026 }
  );

  expect(compared).toBeGreaterThan(30_000);
  expect([...states].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

async function compare(plain: PlainWorld): Promise<{ rows: number; wrong: unknown[]; seen: Set<number> }> {
  const { world, cells } = fold(plain);
  const naive = new Naive(plain);
  const connection = await machine.connect();
  await connection.run('CREATE SCHEMA world');
  await connection.run('USE world');
  const wrong: unknown[] = [];
  const seen = new Set<number>();
  let rows = 0;
  try {
    await loadStructure(connection, world, structureOf(plain));
    await loadVersions(
      connection,
      wholeReports(plain.reports).map((report, i) => ({
        position: i + 1,
        group: world.tree.group(report.group)!.ordinal,
        period: report.period,
        state: report.state,
        values: report.values.map((value) => ({
          indicator: world.indicator(value.indicator)!.ordinal,
          num: value.numerator,
          den: value.denominator
        }))
      }))
    );
    await SqlReadings.rollUp(connection, world, PERIODS, { everywhere: true });
    for (const basis of ['all', 'approved'] as const) {
      for (const period of PERIODS) {
        const inSql = await SqlReadings.read(connection, world, period, basis);
        for (const { ordinal, indicator } of world.indicators) {
          const columns = rollUp(world, cells, ordinal, period);
          const byRules = naive.rows(indicator, period);
          for (const node of world.tree.nodes) {
            const mine = columnPassAt(columns, node.ordinal, indicator, basis);
            const sql = inSql.at(node.ordinal, ordinal);
            const rule = byRules(pathOf(node))[basis];
            rows++;
            seen.add(mine[8]!);
            if (mine.every((value, c) => Object.is(value, sql[c])) && isByTheRules(mine, rule, indicator))
              continue;
            wrong.push({ node: pathOf(node), indicator: indicator.code, period, basis, mine, sql, rule });
          }
        }
      }
    }
  } finally {
    await connection.run('DROP SCHEMA world CASCADE');
    await connection.close();
  }
  return { rows, wrong: wrong.slice(0, 2), seen };
}
