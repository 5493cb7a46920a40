import { expect, test } from 'vitest';
import { lastSeries, withHoles } from './trend-lines.ts';

test('a trend has one point a period; one without a row is a hole', () => {
  const point = (period: number) => ({ period, value: 1, target: null, coverage: 1 });
  expect(withHoles([point(5), point(7)], 8).map(({ period, value }) => [period, value])).toEqual([
    [5, 1],
    [6, null],
    [7, 1],
    [8, null]
  ]);
  expect(withHoles([], 8)).toEqual([]);
});

test('a long pause begins another series', () => {
  expect(lastSeries([1, 2, 3, 40, 41, 45])).toEqual([40, 41, 45]);
  expect(lastSeries([1, 2, 3])).toEqual([1, 2, 3]);
  expect(lastSeries([])).toEqual([]);
});
