import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnUp, filedBy } from './arrivals.ts';

test('each receipt is a step where there are few, and those of one moment are one', () => {
  expect(burnUp([30, 10, 20, 20], 10)).toEqual({ moments: [10, 20, 30], filed: [1, 3, 4] });
  expect(burnUp([], 10)).toEqual({ moments: [], filed: [] });
});

test('however many there are, the line is bounded, rises, ends with all of them, and no point is wrong', () => {
  const receipts = fc.array(fc.integer({ min: 0, max: 60 * 86_400_000 }), { maxLength: 400 });
  fc.assert(
    fc.property(receipts, fc.integer({ min: 2, max: 50 }), (all, most) => {
      const line = burnUp(all, most);
      expect(line.moments.length).toBeLessThanOrEqual(most);
      expect(line.filed.at(-1) ?? 0).toBe(all.length);
      for (const [i, moment] of line.moments.entries()) {
        expect(line.filed[i]).toBe(all.filter((at) => at <= moment).length);
        if (i > 0) expect(moment).toBeGreaterThan(line.moments[i - 1]!);
      }
    })
  );
});

test('how many had come by a moment', () => {
  const line = burnUp([10, 20, 20, 30], 10);
  expect([0, 9, 10, 25, 30, 99].map((moment) => filedBy(line, moment))).toEqual([0, 0, 1, 3, 4, 4]);
});
