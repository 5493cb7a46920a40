import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

test('so many at once, so many wait, the rest is turned away; nobody takes all the room', async () => {
  const turnstile = new Turnstile({ atOnce: 2, waiting: 6, waitingPerCaller: 3 });
  let [inside, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 2));
    inside -= 1;
    return 'done';
  };
  const ofOne = Array.from({ length: 10 }, () => turnstile.pass('a', work));
  const ofOther = Array.from({ length: 10 }, () => turnstile.pass('b', work));
  const said = await Promise.all([...ofOne, ...ofOther]);
  expect(said.slice(0, 10).filter((one) => one === 'done')).toHaveLength(5);
  expect(said.slice(10).filter((one) => one === 'done')).toHaveLength(3);
  expect(most).toBe(2);
  expect(await turnstile.pass('a', work)).toBe('done');
});

test('work that fails leaves its place', async () => {
  const turnstile = new Turnstile({ atOnce: 1, waiting: 1, waitingPerCaller: 1 });
  await expect(turnstile.pass('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.pass('a', () => Promise.resolve(1))).toBe(1);
});
