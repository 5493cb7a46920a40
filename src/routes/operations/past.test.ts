import { expect, test } from 'vitest';
import { makeFormats } from '$lib/i18n/formats.ts';
import { figurePast, filingPast } from './past.ts';

const format = makeFormats('vi');

test('each period says how many filed of those that should; the last one is marked where somebody owes', () => {
  const { bars } = filingPast(
    [
      { period: '2026-09', expected: 0, filed: 0 },
      { period: '2026-10', expected: 12, filed: 12 },
      { period: '2026-11', expected: 12, filed: 3 }
    ],
    format
  );
  expect(bars.map(({ period, height, value, isOdd }) => [period, height, value, isOdd])).toEqual([
    ['9/2026', null, '–', false],
    ['10/2026', 1, '12/12', false],
    ['11/2026', 0.25, '3/12', true]
  ]);
});

test('an odd figure stands beside its usual range on one scale', () => {
  const figure = {
    indicator: 'XHS01',
    past: [
      { period: '2026-10', num: 20, den: null },
      { period: '2026-11', num: 400, den: null }
    ]
  };
  const jump = { check: 'jump' as const, indicator: 'XHS01', other: null, numbers: { low: 10, high: 40 } };
  const { bars, usual } = figurePast(figure, [jump], format);
  expect(bars.map(({ height }) => height)).toEqual([0.05, 1]);
  expect(usual).toEqual({ low: 0.025, high: 0.1 });
  expect(figurePast(figure, [], format).usual).toBeNull();
});
