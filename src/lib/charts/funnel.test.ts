import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Chance } from '../../../tests/support/random.ts';
import {
  basesBetween,
  centreOf,
  countStandings,
  limitsAt,
  measuredOf,
  spreadOf,
  standingOf
} from './funnel.ts';

const NUM = [412, 233, 980, 1540, 77, 640, 305, 1210, 88, 450, 1999, 150];
const DEN = [500, 300, 1100, 1800, 120, 700, 420, 1300, 140, 480, 2300, 210];
const units = NUM.map((num, i) => ({ num, den: DEN[i]!, of: 1 }));

/** So many units whose shares spread about a centre by chance and by `between` beside it. */
function spreadUnits(chance: Chance, count: number, share: number, between: number) {
  return Array.from({ length: count }, () => {
    const den = chance.whole(60, 400);
    const own = share + between * (chance.is(0.5) ? 1 : -1);
    let num = 0;
    for (let i = 0; i < den; i++) num += Number(chance.is(own));
    return { num, den, of: 1 };
  });
}

test('centre, over-dispersion and limits are those of the same sums in numpy and scipy', () => {
  const centre = centreOf(units);
  expect(centre).toBeCloseTo(0.8627534685165421, 12);
  const measured = units.map((unit) => measuredOf(unit, centre));
  const spread = spreadOf(measured, centre);
  expect(spread.times).toBeCloseTo(25.71786867842992, 9);
  expect(spread.between).toBeCloseTo(0.00439966275977886, 12);
  const limits = limitsAt(centre, measured[0]!.variance, spread);
  expect(limits.low).toBeCloseTo(0.7292961457942319, 6);
  expect(limits.farHigh).toBeCloseTo(1.0731727075557373, 6);
});

test('chance alone widens nothing; a real spread is found and takes the blame from most', () => {
  const chance = new Chance(11);
  const alone = spreadUnits(chance, 400, 0.8, 0);
  const near = spreadOf(
    alone.map((unit) => measuredOf(unit, centreOf(alone))),
    centreOf(alone)
  );
  expect(near.times).toBeLessThan(1.1);
  expect(Math.sqrt(near.between)).toBeLessThan(0.01);
  const apart = spreadUnits(chance, 400, 0.8, 0.08);
  const centre = centreOf(apart);
  const measured = apart.map((unit) => measuredOf(unit, centre));
  const wide = spreadOf(measured, centre);
  expect(Math.sqrt(wide.between)).toBeGreaterThan(0.06);
  expect(Math.sqrt(wide.between)).toBeLessThan(0.1);
  const outside = (spread: typeof wide) =>
    measured.filter((one) => standingOf(one, centre, spread) !== 'within').length;
  expect(outside({ between: 0, times: 1 })).toBeGreaterThan(200);
  expect(outside(wide)).toBeLessThan(20);
});

test('a unit stands beyond a line exactly when it lies there, by the rate or by its own target', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          num: fc.nat(900),
          more: fc.integer({ min: 1, max: 900 }),
          of: fc.constantFrom(1, 0.7, 0.9)
        }),
        { minLength: 2, maxLength: 40 }
      ),
      (drawn) => {
        const all = drawn.map(({ num, more, of }) => ({ num, den: num + more, of }));
        const centre = centreOf(all);
        const measured = all.map((unit) => measuredOf(unit, centre));
        const spread = spreadOf(measured, centre);
        expect(spread.between).toBeGreaterThanOrEqual(0);
        for (const one of measured) {
          const { farLow, low, high, farHigh } = limitsAt(centre, one.variance, spread);
          expect(farLow).toBeLessThanOrEqual(low);
          expect(farHigh).toBeGreaterThanOrEqual(high);
          const standing = standingOf(one, centre, spread);
          expect(standing === 'farBelow').toBe(one.value < farLow);
          expect(standing === 'within').toBe(one.value >= low && one.value <= high);
        }
      }
    )
  );
});

test('the funnel narrows with the base down to what units vary by', () => {
  const centre = centreOf(units);
  const spread = spreadOf(
    units.map((unit) => measuredOf(unit, centre)),
    centre
  );
  const widths = basesBetween(10, 1_000_000, 60).map((den) => {
    const { low, high } = limitsAt(centre, measuredOf({ num: 0, den, of: 1 }, centre).variance, spread);
    return high - low;
  });
  expect(widths.every((width, i) => i === 0 || width <= (widths[i - 1] ?? 1))).toBe(true);
  expect(widths.at(-1)).toBeCloseTo(2 * 1.96 * Math.sqrt(spread.between), 2);
});

test('all units are counted once', () => {
  expect(countStandings(['below', 'within', 'within', 'farAbove'])).toEqual({
    farBelow: 0,
    below: 1,
    within: 2,
    above: 0,
    farAbove: 1
  });
});
