import { expect, test } from 'vitest';
import {
  fractionValue,
  goldenReports,
  goldenRows,
  goldenStructure
} from '../../../tests/support/golden-world.ts';
import { readingAt } from './attainment.ts';
import { Cells } from './cells.ts';
import { parsePeriod } from './period.ts';
import { ReportBook } from './report-book.ts';
import { rollUp } from './roll-up.ts';
import { World } from './world.ts';

const world = new World('calendar');
for (const draft of goldenStructure()) world.apply(draft);
const cells = new Cells();
const book = new ReportBook();
goldenReports().forEach((report, i) => {
  const values = {
    indicators: report.values.map((value) => world.indicator(value.indicator)!.ordinal),
    nums: report.values.map((value) => value.numerator),
    dens: report.values.map((value) => value.denominator ?? -1)
  };
  book.add({ position: i + 1, at: 0 }, world.tree.group(report.group)!.ordinal, report.period, values, cells);
  book.review(i + 1, report.state, cells, i + 1);
});

test('there are all 490 golden rows, both bases', () => {
  expect(goldenRows.length).toBe(490);
});

test.each(
  goldenRows.map((row) => [`${row.unit} ${row.indicator} ${row.period} ${row.approvedOnly}`, row] as const)
)('column pass gives %s', (_, golden) => {
  const { ordinal, indicator } = world.indicator(golden.indicator)!;
  const rows = rollUp(world, cells, ordinal, parsePeriod(golden.period)!);
  const i = world.tree.unitOn(golden.unit, '2026-01-01')!.ordinal;
  const basis = golden.approvedOnly ? 'approved' : 'all';
  const reading = readingAt(rows, i, indicator, basis);
  const measures = rows[basis];
  const some = (value: number) => (value < 0 ? null : value);
  expect({
    num: some(measures.num[i]!),
    den: some(measures.den[i]!),
    expected: rows.expected[i],
    fresh: measures.fresh[i],
    carried: measures.carried[i],
    oldestAge: some(measures.oldestAge[i]!),
    state: reading.state,
    gap: reading.gap
  }).toEqual({
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
    if (wanted === null) expect(reading[name], name).toBeNull();
    else expect(reading[name], name).toBeCloseTo(wanted, 12);
  }
});
