import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeast, atMost, incompleteBeta } from './binomial.ts';
import { basesBetween, countStandings, limitsOver, standingOf } from './funnel.ts';

/** P(X ≤ k) by adding up, in whole numbers as far as they go. */
function added(k: number, n: number, p: number): number {
  let [term, sum] = [(1 - p) ** n, 0];
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return sum;
}

test('the tails are those of the tables', () => {
  expect(atMost(3, 10, 0.5)).toBeCloseTo(0.171875, 10);
  expect(atMost(14, 20, 0.9)).toBeCloseTo(0.01125313, 8);
  expect(atLeast(18, 20, 0.9)).toBeCloseTo(0.67692681, 8);
  expect(atMost(0, 5, 0.2)).toBeCloseTo(0.32768, 10);
  expect([atMost(-1, 5, 0.5), atMost(5, 5, 0.5), atLeast(0, 5, 0.5), atLeast(6, 5, 0.5)]).toEqual([
    0, 1, 1, 0
  ]);
  expect(incompleteBeta(0.5, 2, 2)).toBeCloseTo(0.5, 12);
});

test('the tails equal what one gets by adding up, and fill one another up', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.nat(),
      fc.integer({ min: 5, max: 95 }),
      (n, seed, percent) => {
        const k = seed % n;
        const p = percent / 100;
        expect(atMost(k, n, p)).toBeCloseTo(added(k, n, p), 8);
        expect(atMost(k, n, p) + atLeast(k + 1, n, p)).toBeCloseTo(1, 10);
      }
    )
  );
});

test('who is really different: 14 of 20 is too few for 90 %, 15 is not, and 9 of 10 says nothing', () => {
  expect(standingOf({ num: 14, den: 20 }, 0.9)).toBe('below');
  expect(standingOf({ num: 15, den: 20 }, 0.9)).toBe('within');
  expect(standingOf({ num: 11, den: 20 }, 0.9)).toBe('farBelow');
  expect(standingOf({ num: 10, den: 10 }, 0.9)).toBe('within');
  expect(standingOf({ num: 940, den: 1_000 }, 0.9)).toBe('farAbove');
  expect(standingOf({ num: 920, den: 1_000 }, 0.9)).toBe('above');
});

test('a unit lies beyond the drawn limit exactly when it is said to be', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000 }),
      fc.nat(),
      fc.integer({ min: 10, max: 99 }),
      (den, seed, percent) => {
        const [num, target] = [seed % (den + 1), percent / 100];
        const [limits] = limitsOver([den], target);
        const standing = standingOf({ num, den }, target);
        const share = num / den;
        const edges = [limits!.farLow, limits!.low, limits!.high, limits!.farHigh];
        fc.pre(edges.every((edge) => Math.abs(edge - share) > 1e-9));
        const drawn =
          share < limits!.farLow
            ? 'farBelow'
            : share < limits!.low
              ? 'below'
              : share > limits!.farHigh
                ? 'farAbove'
                : share > limits!.high
                  ? 'above'
                  : 'within';
        expect(drawn).toBe(standing);
      }
    )
  );
});

test('the funnel narrows with the base, also for a million', () => {
  const limits = limitsOver(basesBetween(10, 1_000_000, 60), 0.9);
  const widths = limits.map(({ high, low }) => high - low);
  expect(widths.at(-1)).toBeLessThan(0.002);
  expect(widths.every((width, i) => i === 0 || width <= (widths[i - 1] ?? 1) + 1e-9)).toBe(true);
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
