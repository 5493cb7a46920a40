import fc from 'fast-check';
import { expect, test } from 'vitest';
import { burnUp, dayOfArrivals, filedBy, usualBy } from './arrivals.ts';

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

const HOUR = 3_600_000;
const TODAY = 100 * 24 * HOUR;

test('a day by its stretches beside the days before it: older ones, and what is to come, are left out', () => {
  const at = (days: number, hours: number) => TODAY + (24 * days + hours) * HOUR;
  const receipts = [at(1, 1), at(0, 9), at(0, 8.5), at(0, 8), at(-1, 8.2), at(-3, 23.9), at(-29, 8)];
  const hours = dayOfArrivals(receipts, TODAY, 24);
  expect([hours.today[8], hours.today[9], hours.before[8], hours.before[23], hours.days]).toEqual([
    2, 1, 1, 1, 3
  ]);
  const halves = dayOfArrivals(receipts, TODAY, 48);
  expect([halves.today[16], halves.today[17], halves.today[18]]).toEqual([1, 1, 1]);
  // Both tell the same day: the wall by the hour, operations by the half hour.
  for (const [hour, count] of hours.today.entries())
    expect((halves.today[2 * hour] ?? 0) + (halves.today[2 * hour + 1] ?? 0)).toBe(count);
});

test('the usual by a moment is a part of the days before; nobody knows it without any', () => {
  const day = { from: TODAY, today: [0, 0], before: [8, 4], days: 4 };
  expect([0, 6, 12, 18, 24, 30].map((hour) => usualBy(day, TODAY + hour * HOUR))).toEqual([
    0, 1, 2, 2.5, 3, 3
  ]);
  expect(usualBy({ ...day, days: 0 }, TODAY)).toBeNull();
});
