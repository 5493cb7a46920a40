import { beforeAll, expect, test } from 'vitest';
import { statesOf, STATES } from '../../domain/attainment.ts';
import { Cells } from '../../domain/cells.ts';
import { baseOn } from '../../domain/group.ts';
import { currentPeriod, lastDay, parsePeriod } from '../../domain/period.ts';
import { ReportBook } from '../../domain/report-book.ts';
import { rollUp } from '../../domain/roll-up.ts';
import { World } from '../../domain/world.ts';
import {
  demoCast,
  demoReports,
  demoReviews,
  demoStructure,
  type DemoReport,
  type TakenReport
} from './demo.ts';
import { HOANG_SA, today } from './places.ts';
import { hashText, mix } from './random.ts';
import { BASES, basesOf } from './rates.ts';

const NOW = Date.parse('2026-11-21T22:30:00Z');
const REPORTED = parsePeriod('2026-11')!;
const world = new World('window');
const cells = new Cells();
const reports: DemoReport[] = [];
const taken: TakenReport[] = [];
let digest = 0;
/** So many first batches are made twice and compared. */
const COMPARED = 24;

beforeAll(() => {
  for (const draft of demoStructure(NOW)) world.apply(draft);
  const book = new ReportBook();
  let batches = 0;
  for (const batch of demoReports(NOW)) {
    expect(batch.length).toBeLessThanOrEqual(5000);
    for (const report of batch) {
      reports.push(report);
      if (batches < COMPARED) digest = digestOf(digest, report);
      const position = reports.length;
      taken.push({ position, group: report.group, period: report.period, at: report.at });
      const head = { position, at: report.at };
      book.add(head, world.tree.group(report.group)!.ordinal, report.period, frozen(report), cells);
    }
    batches++;
  }
}, 180_000);

/** Folds a report into a 32-bit digest. */
function digestOf(digest: number, report: DemoReport): number {
  let folded = mix(mix(digest, report.at % 1_000_000_007), hashText(report.group + report.texts.tasks));
  for (const value of report.values) folded = mix(mix(folded, value.numerator), value.denominator ?? -1);
  return folded;
}

/** Figures with the denominators that the door would freeze (RULES 7). */
function frozen(report: DemoReport) {
  const { group } = world.tree.group(report.group)!;
  const day = lastDay(report.period, 'window');
  const nodes = report.values.map((value) => world.indicator(value.indicator)!);
  return {
    indicators: nodes.map((node) => node.ordinal),
    nums: report.values.map((value) => value.numerator),
    dens: report.values.map((value, i) => {
      const { kind, base } = nodes[i]!.indicator;
      return value.denominator ?? (kind === 'share' ? baseOn(group, base!, day)!.value : -1);
    })
  };
}

function groupsOf(kind: string, pilot = false) {
  return demoCast().reporters.filter((one) => one.kind === kind && one.pilot === pilot);
}

test('the tree has 34 provinces, 3,321 communes, 3,766 villages, and Đà Nẵng of 2022', () => {
  const units = world.tree.nodes.flatMap((node) => (node.kind === 'unit' ? [node.unit] : []));
  const now = units.filter((unit) => unit.validTo === null);
  expect([0, 1, 2, 3, 4].map((level) => now.filter((unit) => unit.level === level).length)).toEqual([
    1, 34, 0, 3321, 3766
  ]);
  const old = units.filter((unit) => unit.validTo !== null);
  expect([1, 2, 3, 4].map((level) => old.filter((unit) => unit.level === level).length)).toEqual([
    1, 8, 56, 60
  ]);
});

test('one group a village in Đà Nẵng, one a commune elsewhere, none on Hoàng Sa', () => {
  expect(groupsOf('village-group').length).toBe(3766);
  expect(groupsOf('commune-group').length).toBe(3321 - 94);
  expect(groupsOf('village-group', true).length).toBe(60);
  expect(groupsOf('project06-group', true).length).toBe(37);
  const island = world.tree.unit(today(HOANG_SA))!;
  expect([...world.tree.downward(island.ordinal)].length).toBe(1);
  expect(groupsOf('commune-group').some((one) => one.unit === today('22736'))).toBe(true);
  expect(new Set(demoCast().reporters.map((one) => one.code)).size).toBe(demoCast().reporters.length);
});

test('villages add up to their commune in every base', () => {
  const sums = new Map<string, number>();
  for (const one of groupsOf('village-group')) {
    for (const base of BASES) {
      const key = `${one.commune!.code} ${base}`;
      sums.set(key, (sums.get(key) ?? 0) + one.bases[base]!);
    }
  }
  expect(sums.size).toBe(93 * BASES.length);
  for (const commune of demoCast().places.communes) {
    if (!sums.has(`${commune.code} population`)) continue;
    const whole = basesOf(commune.code, commune.population, commune.urban);
    for (const base of BASES) expect(sums.get(`${commune.code} ${base}`)).toBe(whole[base]);
  }
  const adults = (kind: string) => groupsOf(kind, true).reduce((sum, one) => sum + one.bases.adults!, 0);
  expect(adults('project06-group')).toBe(adults('village-group'));
});

test('population ≥ over 15 ≥ adults ≥ 15–65 in every commune', () => {
  const wrong = groupsOf('commune-group').filter(({ bases }) => {
    const falling = [bases.population!, bases.over15!, bases.adults!, bases.age15to65!];
    return falling.some((value, i) => i > 0 && value > falling[i - 1]!);
  });
  expect(wrong).toEqual([]);
});

test('exactly one kind of reporter is expected for an indicator in a place', () => {
  const faults: string[] = [];
  for (const period of [parsePeriod('2022-10')!, parsePeriod('2025-08')!, REPORTED]) {
    for (const { ordinal, indicator } of world.indicators) {
      const kinds: string[] = [];
      for (const group of world.expected(ordinal, period).groups) {
        const node = world.tree.nodes[group]!;
        if (node.kind !== 'group') continue;
        // From the commune down one kind files; provinces and the country join communes of both kinds.
        for (
          let at = node.parent;
          at >= 0 && world.tree.nodes[at]!.level >= 3;
          at = world.tree.nodes[at]!.parent
        ) {
          kinds[at] ??= node.group.kind;
          if (kinds[at] !== node.group.kind) faults.push(`${indicator.code} at ${at}`);
        }
      }
    }
  }
  expect(faults).toEqual([]);
}, 180_000);

test('the same moment gives the same demo', () => {
  let again = 0;
  let batches = 0;
  for (const batch of demoReports(NOW)) {
    if (batches++ >= COMPARED) break;
    for (const report of batch) again = digestOf(again, report);
  }
  expect(again).toBe(digest);
  expect(demoStructure(NOW)).toEqual(demoStructure(NOW));
}, 180_000);

test('reports arrive in order, after their period began and before now', () => {
  let last = 0;
  const wrong = reports.filter((report) => {
    const before = last;
    last = report.at;
    return report.at < before || report.at > NOW || report.period > currentPeriod(report.at, 'window');
  });
  expect(wrong).toEqual([]);
}, 180_000);

test('every figure is expected, whole, and no numerator is over a filed denominator of a share', () => {
  const expected = new Map<number, Uint8Array>();
  const faults: string[] = [];
  let overBase = 0;
  for (const report of reports) {
    const group = world.tree.group(report.group)!;
    const day = lastDay(report.period, 'window');
    if (report.values.length === 0) faults.push(`${report.group} files nothing`);
    for (const value of report.values) {
      const { ordinal, indicator } = world.indicator(value.indicator)!;
      const key = report.period * 100 + ordinal;
      if (!expected.has(key)) {
        const flags = new Uint8Array(world.tree.nodes.length);
        for (const one of world.expected(ordinal, report.period).groups) flags[one] = 1;
        expected.set(key, flags);
      }
      const sane = Number.isInteger(value.numerator) && value.numerator >= 0;
      if (!sane || !expected.get(key)![group.ordinal]) faults.push(`${report.group} ${indicator.code}`);
      if (indicator.kind !== 'share') continue;
      if (value.denominator === null)
        overBase += value.numerator > baseOn(group.group, indicator.base!, day)!.value ? 1 : 0;
      else if (value.numerator > value.denominator) faults.push(`${report.group} ${indicator.code} over`);
    }
  }
  expect(faults).toEqual([]);
  expect(overBase).toBeGreaterThan(50);
  expect(overBase).toBeLessThan(3000);
}, 180_000);

test('a typo is corrected by a second version that is ten times smaller', () => {
  const versions = new Map<string, DemoReport[]>();
  for (const report of reports) {
    const key = `${report.group}/${report.period}`;
    versions.set(key, [...(versions.get(key) ?? []), report]);
  }
  const corrected = [...versions.values()].filter((list) => list.length > 1);
  expect(corrected.length).toBeGreaterThan(30);
  for (const [first, second] of corrected) {
    const right = second!.values[0]!;
    expect(first!.values.find((value) => value.indicator === right.indicator)!.numerator).toBe(
      10 * right.numerator
    );
  }
}, 180_000);

test('the leading indicators show all four bands over the communes, and a few without figures', () => {
  for (const code of ['KTS01', 'CQS03', 'XHS03', 'XHS04', 'XHS06', 'KTS03', 'KTS04']) {
    const { ordinal } = world.indicator(code)!;
    const states = statesOf(
      rollUp(world, cells, ordinal, REPORTED),
      world.indicators.map((one) => one.indicator),
      'all'
    );
    const count = (state: (typeof STATES)[number]) =>
      world.tree.nodes.filter((node) => node.level === 3 && states[node.ordinal] === STATES.indexOf(state))
        .length;
    for (const band of ['met', 'near', 'notMet', 'low'] as const) expect(count(band)).toBeGreaterThan(100);
    expect(count('noData')).toBeGreaterThan(50);
    expect(count('noData')).toBeLessThan(200);
  }
});

test('past periods are reviewed, the reported one mostly waits', () => {
  const share = (text: string) => {
    const period = parsePeriod(text)!;
    const list = taken.filter((report) => report.period === period);
    const entries = demoReviews(period, list, NOW);
    for (const entry of entries) expect(entry.at).toBeLessThanOrEqual(NOW);
    const approved = entries.flatMap(({ body }) =>
      body.kind === 'review' && body.state === 'approved' ? body.reports : []
    );
    return approved.length / list.length;
  };
  expect(share('2026-10')).toBeGreaterThan(0.95);
  expect(share('2022-10')).toBeGreaterThan(0.9);
  expect(share('2026-11')).toBeLessThan(0.4);
});

test('reviews of a month follow its reports and come before those of the next', () => {
  const period = parsePeriod('2026-05')!;
  const entries = demoReviews(
    period,
    taken.filter((report) => report.period === period),
    NOW
  );
  for (const { at } of entries) {
    expect(taken.some((report) => report.at > at && report.period === period)).toBe(false);
    expect(taken.filter((report) => report.at < at && report.period > period + 1).length).toBe(0);
  }
});
