import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readingAt, type Measured } from './attainment.ts';
import { withholdFew } from './few.ts';
import { copyRow, makeRows } from './rows.ts';

// RULES 17: of a few persons the band is told and nothing that it was made of.

const persons: Measured = { kind: 'share', direction: 'up', counts: 'persons' };
const products: Measured = { kind: 'share', direction: 'up', counts: 'products' };
const INDICATORS = [persons, products];

const cells = fc.record({
  indicator: fc.nat(1),
  den: fc.integer({ min: 0, max: 24 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  approved: fc.boolean(),
  base: fc.integer({ min: 0, max: 40 }),
  target: fc.integer({ min: -1, max: 10 })
});

type Cell = typeof cells extends fc.Arbitrary<infer C> ? C : never;

function rowOf({ indicator, den, share, approved, base, target }: Cell) {
  const rows = makeRows(1);
  rows.indicator[0] = indicator;
  rows.expected[0] = 3;
  rows.expectedBase[0] = base;
  rows.targetNum[0] = target;
  rows.targetDen[0] = target < 0 ? 1 : 10;
  for (const measures of approved ? [rows.all, rows.approved] : [rows.all]) {
    measures.num[0] = Math.floor(den * share);
    measures.den[0] = den;
    measures.fresh[0] = 2;
    measures.freshBase[0] = Math.min(base, den);
  }
  return rows;
}

test('the state and the band stay, a figure of a few goes, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(cells, (cell) => {
      const indicator = INDICATORS[cell.indicator]!;
      const open = rowOf(cell);
      const told = withholdFew(rowOf(cell), INDICATORS);
      for (const basis of ['all', 'approved'] as const) {
        const [before, after] = [readingAt(open, 0, indicator, basis), readingAt(told, 0, indicator, basis)];
        expect([after.state, after.band, after.target]).toEqual([before.state, before.band, before.target]);
        const { num, den } = open[basis];
        const isFew = indicator === persons && num[0]! >= 0 && den[0]! > 0 && den[0]! < 10;
        if (isFew) {
          expect([after.rate, after.attainment, after.gap, told[basis].num[0]]).toEqual([
            null,
            null,
            null,
            -1
          ]);
          expect(told.expectedBase[0]).toBe(cell.base > 0 ? 3 : 0);
        } else {
          expect([told[basis].num[0], told[basis].den[0]]).toEqual([num[0], den[0]]);
          expect([after.rate, after.gap]).toEqual([before.rate, before.gap]);
        }
      }
      const twice = makeRows(1);
      copyRow(told, 0, twice, 0);
      expect(withholdFew(twice, INDICATORS)).toEqual(told);
    })
  );
});

test('two rows that differ in their counts alone look the same', () => {
  const cell = { indicator: 0, den: 7, share: 0.5, approved: true, base: 7, target: 9 };
  const other = { ...cell, den: 9, base: 9, share: 0.45 };
  expect(withholdFew(rowOf(cell), INDICATORS)).toEqual(withholdFew(rowOf(other), INDICATORS));
});

test('a target that is tried out says nothing of what is withheld', () => {
  const rows = withholdFew(
    rowOf({ indicator: 0, den: 8, share: 0.5, approved: true, base: 8, target: 9 }),
    INDICATORS
  );
  expect(readingAt(rows, 0, persons, 'all', { num: 1, den: 10 })).toMatchObject({
    state: 'smallBase',
    band: null
  });
});
