import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Costs } from './costs.ts';

test('work is charged to whoever asked for it, across everything that is waited for, and to nobody else', async () => {
  let now = 0;
  const costs = new Costs({ burst: 100, perSecond: 10 }, () => now);
  const work = async (ms: number) => {
    await delay(1);
    costs.charge(ms);
  };
  await Promise.all([costs.serve('a', () => work(150)), costs.serve('b', () => work(60)), work(1_000)]);
  expect(costs.wait('a')).toBe(5);
  expect(costs.wait('b')).toBeNull();
  expect(costs.wait('c')).toBeNull();
  now += 5_000;
  expect(costs.wait('a')).toBeNull();
});
