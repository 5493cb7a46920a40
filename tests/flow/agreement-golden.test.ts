import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePeriod, lastDay } from '../../src/lib/domain/period.ts';
import { World } from '../../src/lib/domain/world.ts';
import { objectsOf, type RawRow } from '../../src/lib/engine/answer.ts';
import { inlined } from '../../src/lib/engine/inlined.ts';
import type { Connection, Machine } from '../../src/lib/engine/machine.ts';
import { figures, READING, readings } from '../../src/lib/queries/attainment.ts';
import { number, rowOf } from '../../src/lib/queries/query.ts';
import { rollUp } from '../../src/lib/queries/roll-up.ts';
import { startNodeMachine } from '../support/engine-machine.ts';
import { loadStructure, loadVersions } from '../support/fact-tables.ts';
import { fractionValue, goldenReports, goldenRows, goldenStructure } from '../support/golden-world.ts';

// The golden rows through SQL alone: filed versions → roll-up.ts → attainment.ts, in the real engine.

const world = new World('calendar');
for (const draft of goldenStructure()) world.apply(draft);
const periods = [...new Set(goldenRows.map((row) => parsePeriod(row.period)!))];
const read = rowOf({ node: number, indicator: number, period: number, ...READING });
const found = new Map<string, ReturnType<typeof read>>();

let machine: Machine;
let connection: Connection;
beforeAll(async () => {
  machine = await startNodeMachine();
  connection = await machine.connect();
  await loadStructure(connection, world, goldenStructure());
  await loadVersions(
    connection,
    goldenReports().map((report, i) => ({
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
  const asked = periods.map((period) => ({ period, day: lastDay(period, world.profile) }));
  const { sql, params } = rollUp(asked, { everywhere: true });
  await connection.run(`INSERT INTO value ${inlined(sql, params)}`);
  for (const basis of ['all', 'approved'] as const) {
    const rows: RawRow[] = objectsOf(await connection.run(readings(figures(basis, 'true'))));
    for (const row of rows.map(read)) found.set(`${row.node} ${row.indicator} ${row.period} ${basis}`, row);
  }
});
afterAll(() => machine.terminate());

test('there are all 490 golden rows, both bases', () => {
  expect(goldenRows.length).toBe(490);
});

test.each(
  goldenRows.map((row) => [`${row.unit} ${row.indicator} ${row.period} ${row.approvedOnly}`, row] as const)
)('SQL gives %s', (_, golden) => {
  const node = world.tree.unitOn(golden.unit, '2026-01-01')!.ordinal;
  const indicator = world.indicator(golden.indicator)!.ordinal;
  const basis = golden.approvedOnly ? 'approved' : 'all';
  const row = found.get(`${node} ${indicator} ${parsePeriod(golden.period)!} ${basis}`);
  expect(row).toMatchObject({
    num: golden.num,
    den: golden.den,
    expected: golden.expected,
    fresh: golden.fresh,
    carried: golden.carried,
    oldestAge: golden.oldestAge,
    state: golden.state,
    gap: golden.gap
  });
  for (const name of ['coverage', 'target', 'attainment'] as const) {
    const wanted = golden[name] === null ? null : fractionValue(golden[name]);
    if (wanted === null) expect(row?.[name], name).toBeNull();
    else expect(row?.[name], name).toBeCloseTo(wanted, 12);
  }
});
