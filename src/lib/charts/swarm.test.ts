import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quartilesOf, swarm } from './swarm.ts';

test('no dot covers another, every dot is near its value, and all stay in their room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 120 }),
      (values) => {
        const found = swarm(
          values.map((value, key) => ({ key, value })),
          (value) => value * 600,
          { middle: 100, height: 240 }
        );
        expect(found.dots).toHaveLength(values.length);
        for (const dot of found.dots) {
          expect(Math.abs(dot.x - (values[dot.key] ?? 0) * 600)).toBeLessThanOrEqual(2 * found.radius + 1e-9);
          expect(Math.abs(dot.y - 100)).toBeLessThanOrEqual(120 + found.radius);
        }
        const spots = new Set(found.dots.map(({ x, y }) => `${x.toFixed(3)}/${y.toFixed(3)}`));
        expect(spots.size).toBe(values.length);
      }
    ),
    { numRuns: 60 }
  );
});

test('the quartiles weigh: most of the people decide, not most of the units', () => {
  const small = Array.from({ length: 9 }, () => ({ value: 0.2, weight: 10 }));
  expect(quartilesOf([...small, { value: 0.9, weight: 1_000 }])).toEqual({
    low: 0.9,
    median: 0.9,
    high: 0.9
  });
  expect(quartilesOf([1, 2, 3, 4].map((value) => ({ value, weight: 1 })))).toEqual({
    low: 1,
    median: 2,
    high: 3
  });
  expect(quartilesOf([{ value: 1, weight: 0 }])).toBeNull();
});
