import { expect, test } from 'vitest';
import { Chance } from '../../../tests/support/random.ts';
import { normalQuantile, rankIntervals } from './rank-interval.ts';

test('the normal quantiles are those of the tables', () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 9);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655, 8);
  expect(normalQuantile(0.975)).toBeCloseTo(1.9599639845, 8);
  expect(normalQuantile(0.999)).toBeCloseTo(3.0902323062, 8);
});

test('large differences leave one place, what chance could turn round leaves several', () => {
  const rival = (key: number, value: number, den: number) => ({
    key,
    value,
    variance: (value * (1 - value)) / den
  });
  const found = rankIntervals([rival(1, 0.9, 10_000), rival(2, 0.7, 10_000), rival(3, 0.69, 100)]);
  expect(found).toEqual([
    { key: 1, place: 1, best: 1, worst: 1, of: 3 },
    { key: 2, place: 2, best: 2, worst: 3, of: 3 },
    { key: 3, place: 3, best: 2, worst: 3, of: 3 }
  ]);
  expect(rankIntervals([rival(1, 0.5, 10)])).toEqual([]);
});

test('drawn again and again, the true place lies inside for at least 95 of 100', () => {
  const chance = new Chance(3);
  const truth = [0.9, 0.88, 0.85, 0.8, 0.79, 0.7];
  let [inside, all] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const rivals = truth.map((share, key) => {
      let num = 0;
      for (let i = 0; i < 300; i++) num += Number(chance.is(share));
      const value = num / 300;
      return { key, value, variance: (value * (1 - value)) / 300 };
    });
    for (const { key, best, worst, place } of rankIntervals(rivals)) {
      expect(place).toBeGreaterThanOrEqual(best);
      expect(place).toBeLessThanOrEqual(worst);
      all += 1;
      inside += Number(key + 1 >= best && key + 1 <= worst);
    }
  }
  expect(inside / all).toBeGreaterThan(0.95);
});
