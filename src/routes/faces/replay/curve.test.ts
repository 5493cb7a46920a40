import { expect, test } from 'vitest';
import { curveOf, drawCurve } from './curve.ts';

const rows = (node: number[], fresh: number[]) => {
  const none = node.map(() => -1);
  return { node, num: none, den: none, fresh, carried: none, oldestAge: none, freshBase: none };
};
const film = {
  base: rows([7, 8], [2, 1]),
  frames: [
    { at: 100, rows: rows([7, 9], [3, 1]) },
    { at: 200, rows: rows([9], [2]) },
    { at: 300, rows: rows([7], [5]) }
  ]
};

test('the burn-up of a film is that of its unit; where a frame leaves the unit as it was, it stands', () => {
  const points = curveOf(film, 7);
  expect(points).toEqual([
    { at: 100, filed: 3 },
    { at: 200, filed: 3 },
    { at: 300, filed: 5 }
  ]);
  expect(curveOf({ ...film, base: rows([], []) }, 6).map(({ filed }) => filed)).toEqual([0, 0, 0]);
});

test('what has been played ends at the moment, and the top is everybody', () => {
  const box = { expected: 5, width: 200, height: 60 };
  const drawn = drawCurve(curveOf(film, 7), { ...box, moment: 200 });
  expect(drawn.x).toBe(100);
  expect(drawCurve(curveOf(film, 7), { ...box, moment: 300 }).y).toBeCloseTo(6);
  expect(drawCurve(curveOf(film, 7), { ...box, moment: null })).toMatchObject({ played: '', x: 0 });
});
