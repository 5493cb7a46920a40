import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOutlying, LEAST_NEIGHBOURS, spreadOf } from './spread.ts';

const dossiers = [1, 3, 4, 6, 7, 8, 9, 9, 11, 12, 14, 15, 18, 21, 28];
const phones = [0.659, 0.71, 0.78, 0.8, 0.82, 0.84, 0.85, 0.86, 0.88, 0.9, 0.91, 0.93, 0.976];

test('1.234 dossiers where the groups have 1 to 28, and 20,4 % where they have 65,9 to 97,6 %', () => {
  const counts = spreadOf(dossiers, false, 1);
  expect(counts).toMatchObject({ count: 15, low: 1, median: 9, high: 28 });
  expect(isOutlying(counts, 1234, null)).toBe(true);
  expect([0, 1, 28, 30].map((num) => isOutlying(counts, num, null))).toEqual([false, false, false, false]);
  const rates = spreadOf(phones, true, 10);
  expect(isOutlying(rates, 144, 707)).toBe(true);
  expect(isOutlying(rates, 430, 707)).toBe(false);
  expect(isOutlying(rates, 0, 9)).toBe(false);
  expect(isOutlying(rates, 0, 0)).toBe(false);
});

test('too few others say nothing; others that are all alike still do', () => {
  expect(spreadOf([], false, 1)).toBeNull();
  const few = spreadOf(dossiers.slice(0, LEAST_NEIGHBOURS - 1), false, 1);
  expect(few).toMatchObject({ count: 4, fence: null });
  expect(isOutlying(few, 1234, null)).toBe(false);
  const alike = spreadOf([10, 10, 10, 10, 10, 10], false, 1);
  expect(isOutlying(alike, 14, null)).toBe(false);
  expect(isOutlying(alike, 16, null)).toBe(true);
  expect(isOutlying(spreadOf([1, 1, 1, 1, 1], true, 10), 46, 50)).toBe(false);
  expect(isOutlying(spreadOf([1, 1, 1, 1, 1], true, 10), 30, 50)).toBe(true);
});

test('one wrong figure hides no other, and is not told as usual', () => {
  const two = spreadOf([...dossiers, 1300], false, 1);
  expect(isOutlying(two, 1234, null)).toBe(true);
  expect(two).toMatchObject({ low: 1, high: 28 });
});

test('the middle never stands out, and a figure that stands out does so the farther it lies', () => {
  const values = fc.array(fc.nat(1000), { minLength: LEAST_NEIGHBOURS, maxLength: 60 });
  fc.assert(
    fc.property(values, fc.nat(5000), (all, num) => {
      const spread = spreadOf(all, false, 1);
      if (!spread) throw new Error('values make a spread');
      expect(isOutlying(spread, Math.round(spread.median), null)).toBe(false);
      if (num > spread.median && isOutlying(spread, num, null))
        expect(isOutlying(spread, num + 1, null)).toBe(true);
    })
  );
});
