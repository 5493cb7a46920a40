import { expect, test } from 'vitest';
import type { Why } from '$lib/queries/why-of.ts';
import { mostOf, stepsOf } from './why-steps.ts';

const NONE = { joinedRows: 0, goneRows: 0, carriedRows: 0, progressRows: 0, boundsRows: 0, untoldRows: 0 };
const WHY: Why = {
  kind: 'whole',
  node: 1,
  fullName: 'Xã A',
  numBefore: 1000,
  numAfter: 2240,
  denBefore: 4000,
  denAfter: 5000,
  change: 1240,
  joined: 900,
  gone: 0,
  carried: 0,
  progress: 340,
  bounds: 0,
  untold: 0,
  ...NONE,
  joinedRows: 3,
  progressRows: 7,
  gapBefore: 2600,
  gapAfter: 2260,
  gapByDen: 900,
  gapByTarget: 0,
  gapBeyond: 0
};
const sum = (steps: readonly { amount: number }[]) => steps.reduce((all, { amount }) => all + amount, 0);

test('a figure by its parts, without those that are nothing', () => {
  expect(stepsOf(WHY, 'figure')).toEqual({
    before: 1000,
    after: 2240,
    change: 1240,
    steps: [
      { part: 'joined', amount: 900, rows: 3 },
      { part: 'progress', amount: 340, rows: 7 }
    ]
  });
});

test('what is missing falls by what the figure rises, and moves with denominator and target', () => {
  const gap = stepsOf(WHY, 'gap');
  expect(gap?.change).toBe(-340);
  expect(sum(gap?.steps ?? [])).toBe(-340);
  expect(gap?.steps.map(({ part }) => part)).toEqual(['joined', 'progress', 'byDen']);
});

test('an end that is not told has no parts', () => {
  expect(stepsOf({ ...WHY, change: null, untold: null }, 'figure')).toBeNull();
  expect(stepsOf({ ...WHY, gapBefore: null }, 'gap')).toBeNull();
});

test('a sentence names the largest, and the sum of the others', () => {
  const steps = [5, -40, 30, 1, 2].map(
    (amount, i) => ({ part: i === 0 ? 'gone' : 'progress', amount, rows: 0 }) as const
  );
  const { named, others } = mostOf(steps);
  expect(named.map(({ amount }) => amount)).toEqual([-40, 30, 5]);
  expect(others).toBe(3);
  expect(mostOf(steps.slice(0, 4)).others).toBe(0);
});
