import { expect, test } from 'vitest';
import { nearestPoint, ticksOf, trendFinding, trendShape, type TrendPoint } from './trend.ts';

const frame = { width: 120, height: 100, top: 10, right: 10, bottom: 10, left: 10 };
const series = (...values: (number | null)[]): TrendPoint[] =>
  values.map((value, i) => ({ period: 24_300 + i, value, target: 0.9, coverage: value === null ? null : 1 }));

const moves = (path: string) => path.split('M').length - 1;

test('the line breaks where a period has no data and never goes to zero', () => {
  const shape = trendShape(series(0.5, 0.6, null, null, 0.7, 0.8), frame);
  expect(moves(shape.line)).toBe(2);
  expect(shape.gaps).toHaveLength(1);
  expect(shape.gaps[0]?.periods).toBe(2);
  const ys = [...shape.line.matchAll(/,(-?[\d.]+)/g)].map((match) => Number(match[1]));
  expect(Math.max(...ys)).toBeLessThanOrEqual(90);
});

test('a lone point is drawn as one; missing ends are no gap', () => {
  const shape = trendShape(series(null, 0.5, null, 0.6, 0.7, null), frame);
  expect(shape.alone.map(({ period }) => period)).toEqual([24_301]);
  expect(shape.gaps).toHaveLength(1);
});

test('the target steps, and breaks where none was given', () => {
  const points = series(0.5, 0.6, 0.7).map((point, i) => ({ ...point, target: [0.8, null, 0.9][i] ?? null }));
  expect(moves(trendShape(points, frame).target)).toBe(2);
  expect(moves(trendShape(series(0.5, 0.6), frame).target)).toBe(1);
});

test('empty and single series are laid out too', () => {
  expect(trendShape([], frame).line).toBe('');
  expect(trendShape(series(0.5), frame).alone).toHaveLength(1);
  expect(trendShape(series(null), frame).line).toBe('');
});

test('what the trend says', () => {
  expect(trendFinding(series(), 0.001).kind).toBe('none');
  expect(trendFinding(series(null, 0.5), 0.001).kind).toBe('one');
  expect(trendFinding(series(0.5, null, 0.7), 0.001)).toMatchObject({ kind: 'up', missing: 1 });
  expect(trendFinding(series(0.5, 0.5004), 0.001).kind).toBe('flat');
  expect(trendFinding(series(0.5, 0.4), 0.001).kind).toBe('down');
});

test('the nearest period to a pointer', () => {
  const points = series(0.5, 0.6, 0.7);
  expect(nearestPoint(points, trendShape(points, frame), 58)).toBe(1);
  expect(nearestPoint([], trendShape([], frame), 58)).toBeNull();
});

test('every third month is named, and other lines have room too', () => {
  expect(ticksOf(24_300, 24_310)).toEqual([24_300, 24_303, 24_306, 24_309]);
  expect(ticksOf(24_301, 24_302)).toEqual([]);
  const shape = trendShape(series(0.5, 0.6), frame, null, [0.1, 0.95]);
  expect(shape.y(0.1)).toBeLessThanOrEqual(90);
  expect(shape.y(0.95)).toBeGreaterThanOrEqual(10);
});
