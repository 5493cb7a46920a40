import { expect, test } from 'vitest';
import { timeMarks } from './day-marks.ts';

const HOUR = 3_600_000;

test('now and a deadline of today stand where they are across the day; one of another day does not', () => {
  expect(timeMarks(0, 6 * HOUR, 12 * HOUR)).toEqual({ now: 25, slot: 12, due: 50 });
  expect(timeMarks(0, 6 * HOUR, 24 * HOUR).due).toBe(100);
  expect(timeMarks(0, 6 * HOUR, 25 * HOUR).due).toBeNull();
  expect(timeMarks(0, 6 * HOUR, null).due).toBeNull();
  // The page's clock may run past midnight before the next answer.
  expect(timeMarks(0, 25 * HOUR, null)).toEqual({ now: 100, slot: 47, due: null });
});
