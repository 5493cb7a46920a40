import { expect, test } from 'vitest';
import type { Line } from '$lib/board/lines.ts';
import { crossed, differenceOf, pairsOf } from './compare-sides.ts';

const line = (ordinal: number, num: number, den: number, code: number): Line => ({
  place: {
    ordinal,
    key: `${ordinal}@2025-07-01`,
    code: String(ordinal),
    level: 'commune',
    name: `Xã ${ordinal}`,
    fullName: `Xã ${ordinal}`,
    type: 'xã',
    parent: 0,
    point: null,
    terrain: null
  },
  reading: {
    state: 'met',
    band: null,
    rate: null,
    target: null,
    attainment: null,
    gap: null,
    coverage: null
  },
  code,
  num,
  den,
  expected: 1,
  fresh: 1,
  carried: 0,
  oldestAge: 0
});

test('who has no value on one side is not compared; the largest change comes first', () => {
  const now = [line(1, 50, 100, 6), line(2, 90, 100, 4), line(3, -1, -1, 1), line(4, 10, 100, 7)];
  const then = [line(1, 40, 100, 6), line(2, 60, 100, 6), line(3, 10, 100, 7), line(5, 1, 2, 4)];
  const pairs = pairsOf(now, then, (a, b) => a.localeCompare(b));
  expect(pairs.map(({ ordinal, difference }) => [ordinal, Math.round(difference * 100)])).toEqual([
    [2, 30],
    [1, 10]
  ]);
  expect(crossed(pairs)).toEqual({ gained: 1, lost: 0 });
  expect(differenceOf(line(1, 12, -1, 4), line(1, 20, -1, 4))).toBe(-8);
  expect(differenceOf(line(1, 0, 0, 0), line(1, 20, 40, 4))).toBeNull();
});
