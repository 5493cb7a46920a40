import { expect, test } from 'vitest';
import { LoopDelay } from './loop-delay.ts';
import { Tally } from './tally.ts';

test('reports are counted by how their call ends, a repeat not again', async () => {
  const tally = new Tally();
  const accepted = { outcome: 'accepted', first: 1, count: 3, replayed: false } as const;
  await tally.count(3, Promise.resolve(accepted));
  await tally.count(3, Promise.resolve({ ...accepted, replayed: true }));
  await tally.count(2, Promise.resolve({ outcome: 'rejected', faults: [], more: 0 }));
  await tally.count(1, Promise.resolve({ outcome: 'newerVersion', conflicts: [], more: 0 }));
  await tally.count(1, Promise.resolve({ outcome: 'conflict' }));
  await expect(tally.count(5, Promise.reject(new Error('no store')))).rejects.toThrow('no store');
  expect(tally.accepted).toBe(3);
  expect(tally.refused).toEqual({ invalid: 2, newer_version: 1, key_reused: 1, unavailable: 5 });
});

test('a loop that was held says for how long, at least', async () => {
  const delay = new LoopDelay();
  await new Promise((resolve) => setTimeout(resolve, 30));
  for (const until = performance.now() + 150; performance.now() < until;);
  await expect.poll(() => delay.held.max).toBeGreaterThan(0.12);
  expect(delay.held.p99).toBeLessThanOrEqual(delay.held.max);
  delay.close();
});
