import { expect, test } from 'vitest';
import type { Line } from '$lib/board/lines.ts';
import { STATES } from '$lib/domain/attainment.ts';
import { targetCrossings } from '$lib/domain/crossing.ts';
import { changedBands, crossed, differenceOf, pairsOf } from './compare-sides.ts';

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
  expect(differenceOf(line(1, 12, -1, 4), line(1, 20, -1, 4))).toBe(-8);
  expect(differenceOf(line(1, 0, 0, 0), line(1, 20, 40, 4))).toBeNull();
});

test('the comparison and the panel say the same: only who is judged in both periods can cross the target', () => {
  // From met to: met, near, no data, a small base, no target, not there at all; and from near to met.
  const then = [4, 4, 4, 4, 4, 4, 5].map((code, i) => line(i, 50, 100, code));
  const now = [4, 5, 1, 3, 2].map((code, i) => line(i, code === 1 ? -1 : 50, 100, code));
  now.push(line(6, 60, 100, 4));
  expect(crossed(now, then)).toEqual({ gained: 1, lost: 1 });
  // As the engine answers the panel: states before and after, with how many units.
  const asked = now.map(({ place, code }) => ({
    stateBefore: STATES[then[place.ordinal]!.code]!,
    stateAfter: STATES[code]!,
    units: 1
  }));
  expect(targetCrossings(asked)).toEqual(crossed(now, then));
});

test('outlined are those judged in both periods whose band changed, whichever way', () => {
  const then = [4, 4, 1, 5, 7, 6].map((code, i) => line(i, 50, 100, code));
  const now = [4, 5, 4, 3, 6].map((code, i) => line(i, 50, 100, code));
  expect([...changedBands(now, then)]).toEqual([1, 4]);
});
