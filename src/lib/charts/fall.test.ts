import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fallOf, placeIn } from './fall.ts';

test('each step begins where the one before ended', () => {
  expect(fallOf([900, -200, 540])).toEqual({
    bars: [
      { from: 0, to: 900 },
      { from: 900, to: 700 },
      { from: 700, to: 1240 }
    ],
    low: 0,
    high: 1240,
    end: 1240
  });
  expect(fallOf([])).toEqual({ bars: [], low: 0, high: 0, end: 0 });
});

test('every stop lies on the span', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (amounts) => {
      const fall = fallOf(amounts);
      expect(fall.end).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
      for (const { from, to } of fall.bars) {
        for (const at of [from, to]) {
          expect(placeIn(fall, at)).toBeGreaterThanOrEqual(0);
          expect(placeIn(fall, at)).toBeLessThanOrEqual(1);
        }
      }
    })
  );
});
