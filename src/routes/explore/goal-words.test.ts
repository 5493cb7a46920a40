import { expect, test } from 'vitest';
import { goalScale, goalText, readGoal } from './goal-words.ts';

const share = { kind: 'share' } as const;
const count = { kind: 'count' } as const;

test('what is typed is a goal in thousandths, or a number; what is no number is none', () => {
  expect(['85', '72,5', '72.5 %', '100%', '0'].map((text) => readGoal(share, text))).toEqual([
    850, 725, 725, 1000, 0
  ]);
  expect(['', 'x', '1e3', '-5', '85,55', '1234'].map((text) => readGoal(share, text))).toEqual(
    Array(6).fill(null)
  );
  expect(['12', '1.200', '12000'].map((text) => readGoal(count, text))).toEqual([12, 1200, 12_000]);
  for (const goal of [0, 5, 855, 1000]) expect(readGoal(share, goalText(share, goal))).toBe(goal);
});

test('a slider of counts has round steps and reaches beyond the largest value', () => {
  expect(goalScale(share, 1)).toEqual({ most: 1000, step: 5 });
  expect(goalScale(count, 0)).toEqual({ most: 10, step: 1 });
  const { most, step } = goalScale(count, 12_345);
  expect(most).toBeGreaterThanOrEqual(24_690);
  expect(most % step).toBe(0);
});
