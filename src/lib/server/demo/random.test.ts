import { expect, test } from 'vitest';
import { apportion, bell, chance, hashText } from './random.ts';

test('parts add up to the whole and follow the weights', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(7, [5, 3, 2])).toEqual([4, 2, 1]);
  expect(apportion(3, [0, 0])).toEqual([2, 1]);
  for (let total = 0; total < 50; total++) {
    const weights = Array.from({ length: 17 }, (_, i) => chance(total, i));
    expect(apportion(total, weights).reduce((a, b) => a + b, 0)).toBe(total);
  }
});

test('draws are spread evenly and depend on every part of their key', () => {
  const hash = hashText('cns-20242');
  const draws = Array.from({ length: 4000 }, (_, i) => chance(hash, 3, i));
  expect(draws.reduce((a, b) => a + b, 0) / draws.length).toBeCloseTo(0.5, 1);
  expect(Math.min(...draws)).toBeLessThan(0.01);
  expect(Math.max(...draws)).toBeGreaterThan(0.99);
  expect(chance(hash, 3, 1)).not.toBe(chance(hash, 4, 1));
  const bells = Array.from({ length: 4000 }, (_, i) => bell(hash, i));
  const variance = bells.reduce((sum, value) => sum + value * value, 0) / bells.length;
  expect(variance).toBeGreaterThan(0.85);
  expect(variance).toBeLessThan(1.15);
});
