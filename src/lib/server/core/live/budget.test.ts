import { expect, test } from 'vitest';
import { Budget, Budgets } from './budget.ts';

test('a budget lets a burst through, then so many a second, and forgives in time', () => {
  let now = 0;
  const budget = new Budget({ burst: 10, perSecond: 2 }, () => now);
  expect(Array.from({ length: 11 }, () => budget.spend(1)).filter(Boolean)).toHaveLength(10);
  now += 1_000;
  expect(budget.left).toBe(1);
  expect(budget.spend(1)).toBe(true);
  budget.spend(1_000);
  expect(budget.left).toBe(-10);
  now += 60_000;
  expect(budget.left).toBe(10);
});

test('callers do not spend for each other, and are forgotten when they owe nothing', () => {
  let now = 0;
  const budgets = new Budgets({ burst: 2, perSecond: 1 }, () => now, 2);
  budgets.of('a').spend(5);
  expect(budgets.of('b').left).toBe(2);
  budgets.of('c');
  expect(budgets.of('a').left).toBe(-2);
  now += 10_000;
  budgets.of('d');
  expect(budgets.of('a').left).toBe(2);
});
