import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { catalogueOf, nodeTableOf } from '../../../tests/support/fact-tables.ts';
import { fold } from '../../../tests/support/agreement.ts';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { RANDOM_PERIODS, randomWorld } from '../../../tests/support/random-world.ts';
import { readingAt, type Reading, type State } from '../domain/attainment.ts';
import { lastDay, type Period } from '../domain/period.ts';
import { rollUp } from '../domain/roll-up.ts';
import { copyRow, makeRows, type Basis, type Rows } from '../domain/rows.ts';
import { Database } from '../engine/database.ts';
import { encodeRows } from '../wire/rows.ts';
import { bandsOf } from './bands-of.ts';
import { byName, childrenOf } from './children-of.ts';
import { targetCrossings } from '../domain/crossing.ts';
import { comparePeriods } from './compare-periods.ts';
import { contributionsOf } from './contributions-of.ts';
import { indicatorsOf } from './indicators-of.ts';
import { pillarCells } from '../domain/pillar.ts';
import { pillarsOf } from './pillars-of.ts';
import { trendOf } from './trend-of.ts';
import { whyOf } from './why-of.ts';

// Every question in the real engine, over a world made by chance, against the same answer made from the columns.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SEED = 1965;
const BASES: readonly Basis[] = ['all', 'approved'];
const PERIODS = Array.from(
  { length: RANDOM_PERIODS.last - RANDOM_PERIODS.first + 1 },
  (_, k) => RANDOM_PERIODS.first + k
);
const plain = randomWorld(SEED);
const { world, cells } = fold(plain);
const columns = new Map<string, Rows>();
for (const period of PERIODS) {
  for (const { ordinal } of world.indicators)
    columns.set(`${ordinal} ${period}`, rollUp(world, cells, ordinal, period));
}

const database = new Database({ start: startNodeMachine });
beforeAll(async () => {
  await database.change(async (tables) => {
    await tables.loadNodes(nodeTableOf(world));
    await tables.loadCatalogue(catalogueOf(world));
  });
  for (const period of PERIODS) {
    const rows = partOf(period);
    const bytes = encodeRows(rows, { kind: 'part', store: 's', scope: 's', period, position: 1, link: '' });
    await database.change((tables) => tables.putRows({ bytes, length: rows.length }));
  }
});
afterAll(() => database.close());

/** The rows of a period with somebody expected, as a part carries them. */
function partOf(period: Period): Rows {
  const places = world.indicators.flatMap(({ ordinal }) => {
    const rows = columns.get(`${ordinal} ${period}`)!;
    return world.tree.nodes.flatMap((node) =>
      rows.expected[node.ordinal]! > 0 ? [{ rows, at: node.ordinal }] : []
    );
  });
  const part = makeRows(places.length);
  places.forEach(({ rows, at }, i) => copyRow(rows, at, part, i));
  return part;
}

function reading(node: number, indicator: number, period: Period, basis: Basis): Reading | null {
  const rows = columns.get(`${indicator} ${period}`)!;
  if (rows.expected[node]! === 0) return null;
  return readingAt(rows, node, world.indicators[indicator]!.indicator, basis);
}

function stateAt(node: number, indicator: number, period: Period, basis: Basis): State {
  return reading(node, indicator, period, basis)?.state ?? 'notApplicable';
}

/** Every unit with each level below it, at every period, by the tree itself. */
function places(period: Period) {
  const day = lastDay(period, world.profile);
  return world.tree.nodes
    .filter((node) => node.kind === 'unit')
    .flatMap((unit) =>
      ([1, 2, 3, 4, 5] as const).map((level) => ({
        place: { unit: unit.ordinal, level, day },
        nodes: [...world.tree.downward(unit.ordinal)]
          .filter((node) => node.level === level && world.tree.isAlive(node.ordinal, period))
          .map((node) => node.ordinal)
          .sort((a, b) => a - b)
      }))
    )
    .filter(({ nodes }) => nodes.length > 0);
}

const now = RANDOM_PERIODS.last - 1;
const before = now - 1;
const here = places(now);

test('the world has what these questions need', () => {
  expect(here.length).toBeGreaterThan(4);
  expect(world.indicators.length).toBeGreaterThan(4);
});

test('children: each unit of a level with its reading and its change', async () => {
  let judged = 0;
  for (const basis of BASES) {
    for (const { place, nodes } of here) {
      for (const { ordinal, indicator } of world.indicators) {
        const rows = await database.ask(
          childrenOf(place, { indicator: ordinal, period: now }, before, basis)
        );
        expect(rows.map((row) => row.node).sort((a, b) => a - b)).toEqual(nodes);
        for (const row of rows) {
          const mine = reading(row.node, ordinal, now, basis);
          const past = reading(row.node, ordinal, before, basis);
          const { rate = null, gap = null, attainment = null, coverage = null } = mine ?? {};
          expect(row).toMatchObject({
            state: mine?.state ?? 'notApplicable',
            rate,
            gap,
            attainment,
            coverage
          });
          expect(row).toMatchObject({ previousState: past?.state ?? null, previousRate: past?.rate ?? null });
          if (indicator.kind !== 'count') {
            const known = rate !== null && past?.rate != null;
            expect(row.change).toBe(known ? rate - past.rate : null);
          }
          if (attainment !== null) judged++;
        }
      }
    }
  }
  expect(judged).toBeGreaterThan(20);
});

test('bands: as many units in each state as the columns say', async () => {
  for (const { place, nodes } of here) {
    for (const { ordinal } of world.indicators) {
      const counted = await database.ask(bandsOf(place, { indicator: ordinal, period: now }, 'all'));
      const mine = tally(nodes.map((node) => stateAt(node, ordinal, now, 'all')));
      expect(Object.fromEntries(counted.map((row) => [row.state, row.units]))).toEqual(mine);
    }
  }
});

test('trend: a point for each period with somebody expected, oldest first', async () => {
  for (const { ordinal: node } of world.tree.nodes) {
    for (const { ordinal } of world.indicators) {
      const asked = { node, indicator: ordinal, from: PERIODS[2]!, to: PERIODS.at(-1)! };
      const points = await database.ask(trendOf(asked, 'all'));
      const mine = PERIODS.slice(2).flatMap((period) => {
        const point = reading(node, ordinal, period, 'all');
        return point ? [{ period, ...point }] : [];
      });
      expect(points.map((point) => point.period)).toEqual(mine.map((point) => point.period));
      points.forEach((point, k) => expect(point).toMatchObject(mine[k]!));
    }
  }
});

test('indicators: the whole catalogue for one unit', async () => {
  for (const { ordinal: node } of world.tree.nodes) {
    const lines = await database.ask(indicatorsOf({ node, period: now, previous: before }, 'approved'));
    expect(lines.map((line) => line.indicator)).toEqual(world.indicators.map(({ ordinal }) => ordinal));
    for (const line of lines) {
      const mine = reading(node, line.indicator, now, 'approved');
      expect(line).toMatchObject({ state: mine?.state ?? 'notApplicable', rate: mine?.rate ?? null });
      const past = reading(node, line.indicator, before, 'approved');
      expect(line).toMatchObject({ previousState: past?.state ?? null, previousRate: past?.rate ?? null });
    }
  }
});

test('contributions: the gaps of a level, largest first, whose shares are one whole', async () => {
  let gaps = 0;
  for (const { place, nodes } of here) {
    for (const { ordinal } of world.indicators) {
      const rows = await database.ask(contributionsOf(place, { indicator: ordinal, period: now }, 'all'));
      const mine = nodes.flatMap((node) => {
        const gap = reading(node, ordinal, now, 'all')?.gap ?? 0;
        return gap > 0 ? [{ node, gap }] : [];
      });
      mine.sort((a, b) => b.gap - a.gap || a.node - b.node);
      expect(rows.map(({ node, gap }) => ({ node, gap }))).toEqual(mine);
      if (rows.length > 0) expect(rows.reduce((sum, row) => sum + row.share, 0)).toBeCloseTo(1, 12);
      gaps += rows.length;
    }
  }
  expect(gaps).toBeGreaterThan(5);
});

test('pillars: cells met of cells judged, small bases in neither', async () => {
  for (const { place, nodes } of here) {
    const rows = await database.ask(pillarsOf(place, now, 'all'));
    for (const row of rows) {
      const states = world.indicators
        .filter(({ indicator }) => indicator.pillar === row.pillar)
        .flatMap(({ ordinal }) => nodes.map((node) => stateAt(node, ordinal, now, 'all')));
      const count = (...wanted: State[]) => states.filter((state) => wanted.includes(state)).length;
      expect(row).toEqual({
        pillar: row.pillar,
        met: count('met'),
        judged: count('met', 'near', 'notMet', 'low'),
        smallBases: count('smallBase')
      });
    }
    const blocks = world.indicators.map(({ ordinal, indicator }) => ({
      indicator,
      rows: columns.get(`${ordinal} ${now}`)!
    }));
    const cells = pillarCells(blocks, (node) => nodes.includes(node), 'all');
    for (const [pillar, { met, judged, smallBases }] of cells) {
      const row = rows.find((one) => one.pillar === pillar) ?? { pillar, met: 0, judged: 0, smallBases: 0 };
      expect({ pillar, met, judged, smallBases }, 'the columns say the same').toEqual(row);
    }
    expect(rows.every(({ pillar }) => [...cells.keys()].some((key) => key === pillar))).toBe(true);
  }
});

test('two periods: how many units crossed from one state to another', async () => {
  for (const { place, nodes } of here) {
    for (const { ordinal } of world.indicators) {
      const asked = { indicator: ordinal, before, after: now };
      const rows = await database.ask(comparePeriods(place, asked, 'all'));
      const crossings = nodes.flatMap((node) => {
        const [past, present] = [reading(node, ordinal, before, 'all'), reading(node, ordinal, now, 'all')];
        return past && present ? [`${past.state} ${present.state}`] : [];
      });
      const found = rows.map((row) => [`${row.stateBefore} ${row.stateAfter}`, row.units] as const);
      expect(Object.fromEntries(found)).toEqual(tally(crossings));
      const [met, judged] = ['met', ['met', 'near', 'notMet', 'low']] as const;
      const seen = crossings.map((crossing) => crossing.split(' '));
      const both = seen.filter((states) => states.every((state) => judged.some((one) => one === state)));
      expect(targetCrossings(rows)).toEqual({
        gained: both.filter(([past, present]) => past !== met && present === met).length,
        lost: both.filter(([past, present]) => past === met && present !== met).length
      });
    }
  }
});

test('names are put in Vietnamese order, numbers in them by value', () => {
  const names = ['Tổ 10', 'Đà Nẵng', 'Tổ 9', 'Ea Kar', 'Dĩ An'].map((name) => ({ name }));
  expect(names.sort(byName).map(({ name }) => name)).toEqual(['Dĩ An', 'Đà Nẵng', 'Ea Kar', 'Tổ 9', 'Tổ 10']);
});

test('no question asks for what the shut-in engine does not have', () => {
  const place = { unit: 0, level: 1, day: '2026-01-14' };
  const choice = { indicator: 0, period: now };
  const end = (period: Period) => ({ period, day: lastDay(period, world.profile) });
  const queries = [
    childrenOf(place, choice, before, 'all'),
    bandsOf(place, choice, 'all'),
    trendOf({ node: 0, indicator: 0, from: before, to: now }, 'all'),
    indicatorsOf({ node: 0, period: now, previous: before }, 'all'),
    contributionsOf(place, choice, 'all'),
    pillarsOf(place, now, 'all'),
    comparePeriods(place, { indicator: 0, before, after: now }, 'all'),
    whyOf({ unit: 0, level: 1, leaf: 5, indicator: 0, before: end(before), after: end(now) }, 'all')
  ];
  for (const { sql } of queries) expect(sql).not.toMatch(/\bnow\(|current_|collate|json|read_|at time zone/i);
});

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
