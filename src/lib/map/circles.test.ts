import { expect, test } from 'vitest';
import { circleUnder, placeCircles } from './circles.ts';

const size = { width: 1000, height: 800 };
const people = [90_000, 40_000, 40_000, 10_000, 2_500];
const circles = people.map((people, ordinal) => ({ ordinal, people, tint: 5 }));
/** All of them live in one place. */
const placed = placeCircles(circles, size, () => ({ x: 500, y: 400 }));

test('areas are as the numbers, and no circle lies on another', () => {
  const [first, second] = placed;
  if (!first || !second) throw new Error('no circles');
  expect((first.r / second.r) ** 2).toBeCloseTo(90_000 / 40_000, 6);
  for (const a of placed)
    for (const b of placed)
      if (a !== b) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan((a.r + b.r) * 0.97);
});

test('who misses nothing has none; the one under the pointer is found', () => {
  expect(placeCircles([{ ordinal: 1, people: 0, tint: 4 }], size, () => ({ x: 0, y: 0 }))).toEqual([]);
  for (const { ordinal, x, y } of placed) expect(circleUnder(placed, { x, y })).toBe(ordinal);
  expect(circleUnder(placed, { x: 5, y: 5 })).toBeNull();
});
