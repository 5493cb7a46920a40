import { expect, test } from 'vitest';
import { correlationOf, LEAST_PAIRS, quadrantsOf, type Pair } from './scatter.ts';

const pairs = (n: number, y: (i: number) => number): Pair[] =>
  Array.from({ length: n }, (_, i) => ({ key: i, x: i / n, y: y(i), weight: 1 }));

test('nothing is told of a few units, nor where a figure is the same everywhere', () => {
  expect(correlationOf(pairs(LEAST_PAIRS - 1, (i) => i))).toBeNull();
  expect(correlationOf(pairs(30, () => 0.5))).toBeNull();
});

test('what rises together is told, what does not is not', () => {
  expect(correlationOf(pairs(30, (i) => i * i))).toMatchObject({ n: 30, isTold: true });
  expect(correlationOf(pairs(30, (i) => i * i))?.rho).toBeCloseTo(1, 9);
  const mixed = correlationOf(pairs(40, (i) => (i * 17) % 41));
  expect(mixed?.isTold).toBe(false);
});

test('equals share a rank', () => {
  // Five groups of four equals: (665 + 640 − 25) ÷ (2 √(665 × 640)).
  expect(correlationOf(pairs(20, (i) => Math.floor(i / 4)))?.rho).toBeCloseTo(
    1280 / (2 * Math.sqrt(665 * 640)),
    9
  );
});

test('every unit lies in one quadrant', () => {
  const found = quadrantsOf([
    { metX: true, metY: true },
    { metX: true, metY: false },
    { metX: false, metY: false }
  ]);
  expect(found).toEqual({ both: 1, onlyX: 1, onlyY: 0, neither: 1 });
});
