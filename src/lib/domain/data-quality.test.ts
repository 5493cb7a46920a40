import { expect, test } from 'vitest';
import { cleanOf, completeOf, correctOf, freshnessOf, type MeasuredReport } from './data-quality.ts';

const report = (one: Partial<MeasuredReport>): MeasuredReport => ({
  ...{ at: 0, figures: 10, remarks: [], isChecked: false },
  ...one
});

test('đúng: a figure with two remarks is one, and a remark on the whole report is on each of its figures', () => {
  const reports = [
    report({ remarks: ['XHS01', 'XHS01', 'XHS02'] }),
    report({ figures: 4, remarks: [null, 'XHS01'] }),
    report({ figures: 6 })
  ];
  expect(correctOf(reports)).toEqual({ good: 14, of: 20 });
  expect(correctOf([])).toEqual({ good: 0, of: 0 });
});

test('đủ and sạch: filed of expected; checked of filed', () => {
  expect(completeOf({ expected: 5, filed: 3, returned: 1, owed: 2 })).toEqual({ good: 3, of: 5 });
  expect(cleanOf([report({ isChecked: true }), report({})])).toEqual({ good: 1, of: 2 });
});

test('sống: the median age, and the oldest month that still stands in', () => {
  const reports = [10, 90, 40].map((at) => report({ at }));
  expect(freshnessOf(reports, [24_321, 24_319], 100)).toEqual({ median: 60, carried: 2, from: 24_319 });
  expect(freshnessOf(reports.slice(0, 2), [], 100)).toEqual({ median: 10, carried: 0, from: null });
  expect(freshnessOf([], [], 100)).toEqual({ median: null, carried: 0, from: null });
  // A clock behind the server's makes nothing younger than new.
  expect(freshnessOf([report({ at: 200 })], [], 100).median).toBe(0);
});
