import { expect, test } from 'vitest';
import { Chance } from '../../../tests/support/random.ts';
import type { TrendPoint } from './trend.ts';
import { lackingAt, LEAST_STEPS, yearEndOf } from './year-end.ts';

const JANUARY = 2026 * 12;
const series = (values: readonly (number | null)[], first = JANUARY): TrendPoint[] =>
  values.map((value, i) => ({ period: first + i, value, target: 0.95, coverage: 1 }));

test('the interval is that of the same sums done by hand', () => {
  // Steps 1, 3, 2, 2, 2 hundredths, pace 2: s² = (1 + 1) / 4, three months to come, t(4) = 1,533.
  const points = series([0.5, 0.51, 0.54, 0.56, 0.58, 0.6], JANUARY + 3);
  const end = yearEndOf(points, 0.02, 1);
  expect(end?.at).toBe(JANUARY + 11);
  expect(end?.value).toBeCloseTo(0.66, 10);
  const half = 1.533 * Math.sqrt(0.0002 / 4) * Math.sqrt(3 * (1 + 3 / 5));
  expect(end?.high).toBeCloseTo(0.66 + half, 10);
  expect(end?.low).toBeCloseTo(0.66 - half, 10);
});

test('nothing is said of too few months, after a hole, or when the year has ended', () => {
  expect(LEAST_STEPS).toBe(5);
  expect(yearEndOf(series([0.5, 0.51, 0.52, 0.53, 0.54]), 0.01, 1)).toBeNull();
  expect(yearEndOf(series([0.4, 0.41, 0.5, null, 0.5, 0.51, 0.52, 0.53, 0.54]), 0.01, 1)).toBeNull();
  expect(yearEndOf(series([0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.46], JANUARY + 5), 0.01, 1)).toBeNull();
  expect(yearEndOf([], 0.01, 1)).toBeNull();
});

test('a rate ends between nothing and all, a count is not bounded above', () => {
  const points = series([0.9, 0.92, 0.94, 0.96, 0.98, 0.99]);
  expect(yearEndOf(points, 0.02, 1)).toMatchObject({ value: 1, high: 1 });
  expect(yearEndOf(points, 0.02, null)?.value).toBeCloseTo(1.11, 10);
});

test('of walks with drift about four in five end inside of the interval', () => {
  const chance = new Chance(5);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  let inside = 0;
  const walks = 2_000;
  for (let i = 0; i < walks; i++) {
    const walk = [0.3];
    for (let month = 1; month < 18; month++) walk.push((walk[month - 1] ?? 0) + 0.01 + 0.004 * normal());
    const known = walk.slice(0, 15);
    const slope = ((known[14] ?? 0) - (known[2] ?? 0)) / 12;
    const end = yearEndOf(series(known, JANUARY - 6), slope, 1);
    const truth = walk[17] ?? 0;
    if (end && truth >= end.low && truth <= end.high) inside += 1;
  }
  expect(inside / walks).toBeGreaterThan(0.76);
  expect(inside / walks).toBeLessThan(0.84);
});

test('what would lack is told to three digits', () => {
  expect(lackingAt(0.892, 0.95, 2_166_482)).toBe(126_000);
  expect(lackingAt(0.5, 0.9, 100)).toBe(40);
  expect(lackingAt(0.96, 0.95, 1_000)).toBe(0);
});
