import { expect, test } from 'vitest';
import { lastSeries, newlyMet, withHoles } from './trend-lines.ts';

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

test('who came to meet the target and who no longer does', () => {
  expect(
    newlyMet([
      { stateBefore: 'near', stateAfter: 'met', units: 3 },
      { stateBefore: 'noData', stateAfter: 'met', units: 1 },
      { stateBefore: 'met', stateAfter: 'met', units: 40 },
      { stateBefore: 'met', stateAfter: 'noData', units: 2 }
    ])
  ).toEqual({ gained: 4, lost: 2 });
});

test('a long pause begins another series', () => {
  expect(lastSeries([1, 2, 3, 40, 41, 45])).toEqual([40, 41, 45]);
  expect(lastSeries([1, 2, 3])).toEqual([1, 2, 3]);
  expect(lastSeries([])).toEqual([]);
});
