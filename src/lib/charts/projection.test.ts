import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paceOf, projectionOf, slopesCut } from './projection.ts';
import type { TrendPoint } from './trend.ts';

const MAY_2026 = 24_316;
const series = (values: readonly (number | null)[], target: number | null = 0.9): TrendPoint[] =>
  values.map((value, i) => ({ period: MAY_2026 - values.length + 1 + i, value, target, coverage: 1 }));
const of = (points: readonly TrendPoint[], more: Partial<Parameters<typeof projectionOf>[0]> = {}) =>
  projectionOf({ points, direction: 'up', time: 'stock', end: null, ...more });

test('a steady rise reaches the target when it says it does, with no doubt about it', () => {
  const rise = series([0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.72]);
  expect(of(rise)).toMatchObject({
    kind: 'reaches',
    at: MAY_2026 + 9,
    earliest: MAY_2026 + 9,
    latest: MAY_2026 + 9
  });
});

test('only the last six months count, and one odd month moves the pace little', () => {
  const steep = series([0.1, 0.5, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66]);
  const found = of(steep);
  expect(found.kind === 'reaches' && found.pace.slope).toBeCloseTo(0.01, 9);
  const odd = of(series([0.6, 0.61, 0.62, 0.95, 0.64, 0.65, 0.66]));
  expect(odd.kind === 'reaches' && odd.pace.slope).toBeCloseTo(0.01, 2);
});

test('flat and falling never reach it; slow lies beyond what is told', () => {
  expect(of(series([0.6, 0.6, 0.6, 0.6, 0.6])).kind).toBe('never');
  expect(of(series([0.66, 0.65, 0.64, 0.63, 0.62]))).toMatchObject({
    kind: 'never',
    at: null,
    earliest: null
  });
  expect(of(series([0.6, 0.6001, 0.6002, 0.6003, 0.6004]))).toMatchObject({ kind: 'beyond', at: null });
});

test('where fewer is better the target is a ceiling', () => {
  const fall = series([0.5, 0.45, 0.4, 0.35, 0.3], 0.1);
  expect(of(fall, { direction: 'down' })).toMatchObject({ kind: 'reaches', at: MAY_2026 + 4 });
  expect(of(series([0.3, 0.35, 0.4, 0.45, 0.5], 0.1), { direction: 'down' }).kind).toBe('never');
});

test('what cannot be said is not said', () => {
  expect(of(series([null, null])).kind).toBe('noFigure');
  expect(of(series([0.5, 0.6], null)).kind).toBe('noTarget');
  expect(of(series([0.8, 0.95])).kind).toBe('reached');
  expect(of(series([0.5, null, 0.6, 0.7]))).toMatchObject({ kind: 'tooFew', points: 3 });
  expect(of(series([0.5, 0.6, 0.7, 0.71]), { time: 'flow' }).kind).toBe('flow');
});

test('a sum over the year begins anew in January and is told of until December', () => {
  const points = series([700, 800, 900, 100, 200, 300, 400, 500], 2_000);
  const found = of(points, { time: 'flow-ytd' });
  expect(found).toMatchObject({ kind: 'beyond', horizon: MAY_2026 + 7 });
  expect(found.kind === 'beyond' && found.pace.slope).toBe(100);
});

test('the pace that is needed is what is missing over the months that are left', () => {
  const found = of(series([0.5, 0.55, 0.6, 0.65, 0.7]), { end: MAY_2026 + 4 });
  expect(found.kind === 'reaches' && found.needed?.slope).toBeCloseTo(0.05, 9);
  expect(of(series([0.5, 0.55, 0.6, 0.65, 0.7]), { end: MAY_2026 })).toMatchObject({ needed: null });
});

test("the interval's rank is that of Kendall's distribution", () => {
  // P(at most 0 inversions of 4) = 1/24, of 5 at most 1 = 5/120, of 6 at most 3 = 49/720, of 7 at most 5.
  expect([4, 5, 6, 7].map(slopesCut)).toEqual([1, 2, 4, 6]);
});

test('the slope lies inside its interval, whatever the months were', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 4, maxLength: 7 }), (values) => {
      const pace = paceOf(series(values));
      expect(pace && pace.low <= pace.slope && pace.slope <= pace.high).toBe(true);
    })
  );
});
