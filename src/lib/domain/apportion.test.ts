import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from './apportion.ts';

test('9.950 accounts among three wards by adults', () => {
  expect(apportion(9950, [5000, 3000, 2001])).toEqual([4974, 2985, 1991]);
});

test('what remains goes to the largest remainders, the first of equals before the next', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(7, [0, 0])).toEqual([0, 0]);
  expect(apportion(7, [])).toEqual([]);
});

test('parts add up to the whole, and none is a whole unit away from its exact share', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), weights, (total, list) => {
      const parts = apportion(total, list);
      const sum = list.reduce((all, weight) => all + BigInt(weight), 0n);
      if (sum === 0n) return expect(parts.every((part) => part === 0)).toBe(true);
      expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
      parts.forEach((part, i) => {
        const off = BigInt(part) * sum - BigInt(total) * BigInt(list[i]!);
        expect(off > -sum && off < sum).toBe(true);
      });
    })
  );
});
