import { expect, test } from 'vitest';
import type { Place } from '$lib/board/nodes.ts';
import { circleLabels, circlesOf, legendSteps } from './open-circles.ts';

const place = (ordinal: number, parent: number, name: string): Place =>
  ({ ordinal, parent, name, key: `${ordinal}@2025-07-01`, point: [108, 16] }) as Partial<Place> as Place;
const PLACES = [place(0, -1, 'Tỉnh'), place(1, 0, 'Xã A'), place(2, 0, 'Xã B'), place(3, 1, 'Thôn 1')];
const nodes = {
  place: (ordinal: number) => PLACES[ordinal] ?? null,
  ordinalOf: (key: string) => Number(key.split('@')[0])
};
const open = [
  { unit: '3@2025-07-01', things: 2 },
  { unit: '1@2025-07-01', things: 3 },
  { unit: '2@2025-07-01', things: 9 }
] as const;

test('what is open in a village counts to the commune where villages are not drawn, and nothing is lost', () => {
  const circles = circlesOf(open, nodes, new Set([1, 2]));
  expect(circles.map(({ ordinal, people }) => [ordinal, people])).toEqual([
    [2, 9],
    [1, 5]
  ]);
  expect(circlesOf(open, nodes, new Set([1, 2, 3])).reduce((sum, { people }) => sum + people, 0)).toBe(14);
  expect(circlesOf(open, nodes, new Set())).toEqual([]);
});

test('the largest are named with their numbers, and the legend shows each size once', () => {
  const circles = circlesOf(open, nodes, new Set([1, 2]));
  expect(circleLabels(circles, nodes, String, false).map(({ text }) => text)).toEqual(['Xã B 9', 'Xã A 5']);
  expect(legendSteps(circles)).toEqual([9, 3, 1]);
  expect(legendSteps([{ ordinal: 1, people: 1, tint: 0 }])).toEqual([1]);
  expect(legendSteps([])).toEqual([]);
});
