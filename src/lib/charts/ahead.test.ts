import { expect, test } from 'vitest';
import { aheadOf, aheadShape } from './ahead.ts';
import { projectionOf } from './projection.ts';
import { trendShape, type TrendPoint } from './trend.ts';

const LAST = 24_316;
const points: TrendPoint[] = [0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.72].map((value, i) => ({
  period: LAST - 6 + i,
  value,
  target: 0.9,
  coverage: 1
}));
const frame = { width: 600, height: 300, top: 10, right: 10, bottom: 20, left: 40 };

test('the way ahead leads from the last figure to the target in the month that is told', () => {
  const yearEnd = { at: LAST + 7, value: 0.86, low: 0.8, high: 0.9 };
  const projection = projectionOf({ points, direction: 'up', time: 'stock', end: LAST + 7 });
  const ahead = aheadOf(projection, yearEnd, LAST + 7);
  expect(ahead).toMatchObject({ at: LAST + 9, until: LAST + 10 });
  const shape = trendShape(points, frame, ahead!.until);
  const drawn = aheadShape(ahead!, shape, frame);
  expect(drawn.yearEnd).toMatchObject({ x: shape.x(LAST + 7), y: shape.y(0.86), low: shape.y(0.8) });
  expect(aheadOf(projection, null, null)).toMatchObject({ needed: null, pace: ahead?.pace });
  expect(drawn.reached).toMatchObject({ period: LAST + 9, x: shape.x(LAST + 9) });
  const numbers = [drawn.middle, drawn.fan, drawn.needed]
    .join()
    .match(/-?[\d.]+/g)!
    .map(Number);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(600);
});

test('nothing lies ahead of what is reached or unknown', () => {
  const done = points.map((point) => ({ ...point, target: 0.5 }));
  expect(
    aheadOf(projectionOf({ points: done, direction: 'up', time: 'stock', end: null }), null, null)
  ).toBeNull();
  expect(
    aheadOf(projectionOf({ points: [], direction: 'up', time: 'stock', end: null }), null, null)
  ).toBeNull();
});
