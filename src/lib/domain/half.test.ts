import { expect, test } from 'vitest';
import { holdersOfHalf } from './half.ts';

test('half of a sum is held by the largest few', () => {
  expect(holdersOfHalf([])).toBe(0);
  expect(holdersOfHalf([0, 0])).toBe(0);
  expect(holdersOfHalf([7])).toBe(1);
  expect(holdersOfHalf([1, 1, 1, 1])).toBe(2);
  expect(holdersOfHalf([1, 10, 2, 5])).toBe(1);
  expect(holdersOfHalf([3, 4, 3, 4])).toBe(2);
});
