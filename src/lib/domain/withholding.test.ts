import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  COUNTRY,
  draft,
  JANUARY,
  makeGroup,
  makeIndicator,
  makeUnit,
  SINCE
} from '../../../tests/support/small-country.ts';
import { knowledgeOf } from '../../../tests/support/told-rows.ts';
import { Cells, groupValue } from './cells.ts';
import { MIN_BASE } from './indicator.ts';
import { rollUp } from './roll-up.ts';
import type { Basis, Rows } from './rows.ts';
import { Withholding } from './withholding.ts';
import { World } from './world.ts';
import type { UnitKey } from './unit.ts';

// RULES 17: no withheld count can be worked out from what is told beside it, in space, between indicators or in time.

const PERIODS = [0, 1, 2, 3, 4].map((more) => JANUARY + more);
const CODES = ['XHS01', 'KTS01'] as const;

interface Place {
  readonly households: number;
  readonly filings: readonly {
    readonly month: number;
    readonly codes: readonly (typeof CODES)[number][];
    readonly share: number;
    readonly approved: boolean;
  }[];
}

const place = fc.record({
  households: fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 5, arbitrary: fc.integer({ min: 10, max: 400 }) }
  ),
  filings: fc.uniqueArray(
    fc.record({
      month: fc.nat(PERIODS.length - 1),
      codes: fc.subarray([...CODES], { minLength: 1 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      approved: fc.boolean()
    }),
    { maxLength: 4, selector: ({ month }) => month }
  )
});
/** Provinces of communes of groups. */
const country = fc.array(
  fc.array(fc.array(place, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  {
    minLength: 1,
    maxLength: 3
  }
);

interface Filed {
  readonly group: number;
  readonly place: Place;
}

/** One indicator has a target, so that a band is told. */
const TARGET = {
  ...{ indicator: CODES[0], recipient: { unit: COUNTRY }, value: { num: 7, den: 10 }, giver: 'test' },
  ...{ decision: null, validFrom: SINCE, validTo: null, citation: 'test', illustrative: true }
};

function worldOf(provinces: readonly (readonly (readonly Place[])[])[]): { world: World; filed: Filed[] } {
  const world = new World('calendar');
  const filed: Filed[] = [];
  world.apply(draft({ kind: 'catalogue', indicators: CODES.map((code) => makeIndicator({ code })) }));
  world.apply(draft({ kind: 'units', units: [makeUnit('VN', 0, null)] }));
  world.apply(draft({ kind: 'targets', targets: [TARGET] }));
  for (const [p, communes] of provinces.entries()) {
    const province: UnitKey = `${p + 1}@${SINCE}`;
    world.apply(draft({ kind: 'units', units: [makeUnit(`${p + 1}`, 1, COUNTRY)] }));
    for (const [c, places] of communes.entries()) {
      const code = `${p + 1}${c + 1}`;
      world.apply(draft({ kind: 'units', units: [makeUnit(code, 3, province)] }));
      for (const [g, one] of places.entries()) {
        const bases = [{ base: 'households', value: one.households, validFrom: SINCE, source: 'test' }];
        const group = makeGroup(`${code}-${g + 1}`, `${code}@${SINCE}`, { bases });
        world.apply(draft({ kind: 'groups', groups: [group] }));
        filed.push({ group: world.tree.group(group.code)!.ordinal, place: one });
      }
    }
  }
  return { world, filed };
}

/** Files everything, one report after the other; `each` hears of each. */
function file(
  world: World,
  cells: Cells,
  filed: readonly Filed[],
  each: (group: number, period: number, indicators: number[]) => void = () => undefined
): void {
  for (const { group, place } of filed) {
    for (const { month, codes, share, approved } of place.filings) {
      const indicators = codes.map((code) => world.indicator(code)!.ordinal);
      const num = Math.floor(place.households * share);
      for (const indicator of indicators) {
        cells.set(indicator, JANUARY + month, group, num, place.households, false);
        if (approved) cells.set(indicator, JANUARY + month, group, num, place.households, true);
      }
      each(group, JANUARY + month, indicators);
    }
  }
}

function settled(withholding: Withholding): Withholding {
  withholding.settle();
  return withholding;
}

/** Every row that is told. */
function toldBy(world: World, cells: Cells, withholding: Withholding): Rows[] {
  return world.indicators.flatMap(({ ordinal }) =>
    PERIODS.map((period) => withholding.withhold(rollUp(world, cells, ordinal, period)))
  );
}

/** Who reads rows may guess that whatever is the same in a group and a month was filed at once. */
function readBy(world: World, cells: Cells): Parameters<typeof knowledgeOf>[0] {
  return {
    upward: (node) => [...world.tree.upward(node)].map(({ ordinal }) => ordinal),
    isGroup: (node) => world.tree.nodes[node]!.kind === 'group',
    indicator: (ordinal) => world.indicators[ordinal]!.indicator,
    nameOf: (group, indicator, from, basis: Basis) => {
      const value = { num: -1, den: -1, age: -1 };
      groupValue([cells.block(indicator, from)], 'flow', group, basis === 'approved', value);
      return {
        num: `n ${group} ${indicator} ${from} ${value.num}`,
        den: `d ${group} ${from} ${value.den}`
      };
    }
  };
}

test('no withheld count can be narrowed down to less than ten, by whoever adds up all that is told', () => {
  let looked = 0;
  fc.assert(
    fc.property(country, (provinces) => {
      const { world, filed } = worldOf(provinces);
      const cells = new Cells();
      file(world, cells, filed);
      const rows = toldBy(world, cells, settled(new Withholding(world, cells, PERIODS)));
      const knowledge = knowledgeOf(readBy(world, cells), rows);
      looked += knowledge.asked;
      expect(knowledge.narrowerThan(MIN_BASE)).toEqual([]);
    }),
    { numRuns: 60 }
  );
  expect(looked).toBeGreaterThan(500);
}, 120_000);

test('what is withheld depends on what stands and on no order', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(country, fc.array(fc.nat(1000), { minLength: 36, maxLength: 36 }), (provinces, order) => {
      const { world, filed } = worldOf(provinces);
      const cells = new Cells();
      const withholding = settled(new Withholding(world, cells, PERIODS));
      expect(withholding.all()).toEqual([]);
      const shown = new Map<string, string>();
      const hear = (group: number, period: number, indicators: readonly number[]) => {
        withholding.note([{ group, period, indicators }]);
        for (const { node, state, indicators: of } of withholding.settle()) {
          if (state === '') shown.delete(`${node} ${of.join()}`);
          else shown.set(`${node} ${of.join()}`, state);
        }
      };
      const ordered = filed
        .map((one, i) => ({ one, at: order[i] ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      file(world, cells, ordered, hear);
      // Some are returned.
      for (const [i, { group, place }] of ordered.entries()) {
        const [filing] = place.filings;
        if (!filing || (order[i] ?? 0) % 3 > 0) continue;
        const indicators = filing.codes.map((code) => world.indicator(code)!.ordinal);
        for (const indicator of indicators)
          for (const approved of [false, true])
            cells.set(indicator, JANUARY + filing.month, group, -1, -1, approved);
        hear(group, JANUARY + filing.month, indicators);
      }
      const text = (one: Withholding) =>
        one.all().map(({ node, state, indicators }) => `${node} ${indicators.join()} ${state}`);
      const anew = settled(new Withholding(world, cells, PERIODS));
      expect(text(withholding).sort()).toEqual(text(anew).sort());
      expect([...shown].map(([key, state]) => `${key} ${state}`).sort()).toEqual(text(anew).sort());
    }),
    { numRuns: 100 }
  );
});
