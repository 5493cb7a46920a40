import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, type ToldSum } from '../../../tests/support/bounds.ts';
import {
  COUNTRY,
  draft,
  JANUARY,
  makeGroup,
  makeIndicator,
  makeUnit,
  SINCE
} from '../../../tests/support/small-country.ts';
import { Cells, groupValue } from './cells.ts';
import { rollUp } from './roll-up.ts';
import type { Basis } from './rows.ts';
import { Withholding } from './withholding.ts';
import { World } from './world.ts';
import type { UnitKey } from './unit.ts';

// RULES 17: no withheld count can be worked out from what is told beside it, in space, between indicators or in time.

const BASES: readonly Basis[] = ['all', 'approved'];
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

function worldOf(provinces: readonly (readonly (readonly Place[])[])[]): { world: World; filed: Filed[] } {
  const world = new World('calendar');
  const filed: Filed[] = [];
  world.apply(draft({ kind: 'catalogue', indicators: CODES.map((code) => makeIndicator({ code })) }));
  world.apply(draft({ kind: 'units', units: [makeUnit('VN', 0, null)] }));
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

/** Everything that is told, as sums over what groups filed; and the counts of a few, with what they are. */
function toldBy(world: World, cells: Cells, withholding: Withholding) {
  const sums: { num: ToldSum[]; den: ToldSum[] } = { num: [], den: [] };
  const few = new Map<string, number>();
  for (const { ordinal, indicator } of world.indicators)
    for (const period of PERIODS) {
      const rows = withholding.withhold(rollUp(world, cells, ordinal, period));
      const blocks = cells.reaching(ordinal, indicator.time, period);
      for (const basis of BASES) {
        const value = { num: -1, den: -1, age: -1 };
        const unknowns = { num: new Map<number, string[]>(), den: new Map<number, string[]>() };
        for (const group of world.expected(ordinal, period).groups) {
          if (!groupValue(blocks, indicator.time, group, basis === 'approved', value)) continue;
          // Whoever looks knows which values are the same: what is carried, and what was filed over one base at once.
          const from = period - value.age;
          const names = { num: `${group} ${ordinal} ${from}`, den: `${group} ${from} ${value.den}` };
          if (value.den < 10) few.set(names.den, value.den);
          for (const { ordinal: above } of world.tree.upward(group))
            for (const what of ['num', 'den'] as const)
              unknowns[what].set(above, [...(unknowns[what].get(above) ?? []), names[what]]);
        }
        const { num, den } = rows[basis];
        for (let node = 0; node < rows.length; node++) {
          if (num[node]! < 0) continue;
          sums.num.push({ unknowns: unknowns.num.get(node) ?? [], sum: num[node]! });
          sums.den.push({ unknowns: unknowns.den.get(node) ?? [], sum: den[node]! });
        }
      }
    }
  return { sums, few };
}

test('next to no base of a few can be worked out, or to less than ten', { timeout: 60_000 }, () => {
  let looked = 0;
  let narrow = 0;
  fc.assert(
    fc.property(country, (provinces) => {
      const { world, filed } = worldOf(provinces);
      const cells = new Cells();
      file(world, cells, filed);
      const { sums, few } = toldBy(world, cells, new Withholding(world, cells, PERIODS));
      const bounds = boundsOf(sums.den, [...few.keys()]);
      for (const [name, value] of few) {
        const { least, most } = bounds.get(name)!;
        looked++;
        expect(least, name).toBeLessThanOrEqual(value + 1e-6);
        if (most - least < 10 - 1e-6) narrow++;
      }
    }),
    { numRuns: 300 }
  );
  expect(looked).toBeGreaterThan(300);
  // Countries of a handful of groups, a third of them of a few.
  expect(narrow / looked).toBeLessThan(0.03);
});

test('what is withheld depends on what stands and on no order', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(country, fc.array(fc.nat(1000), { minLength: 36, maxLength: 36 }), (provinces, order) => {
      const { world, filed } = worldOf(provinces);
      const [cells, early] = [new Cells(), new Withholding(world, new Cells(), PERIODS)];
      expect(early.all()).toEqual([]);
      const withholding = new Withholding(world, cells, PERIODS);
      const shown = new Map<string, string>();
      const ordered = filed
        .map((one, i) => ({ one, at: order[i] ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      file(world, cells, ordered, (group, period, indicators) => {
        for (const { node, state, indicators: of } of withholding.note([{ group, period, indicators }])) {
          if (state === '') shown.delete(`${node} ${of.join()}`);
          else shown.set(`${node} ${of.join()}`, state);
        }
      });
      const text = (one: Withholding) =>
        one.all().map(({ node, state, indicators }) => `${node} ${indicators.join()} ${state}`);
      const anew = new Withholding(world, cells, PERIODS);
      expect(text(withholding).sort()).toEqual(text(anew).sort());
      expect([...shown].map(([key, state]) => `${key} ${state}`).sort()).toEqual(text(anew).sort());
    }),
    { numRuns: 300 }
  );
});
