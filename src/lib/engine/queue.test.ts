import { expect, test } from 'vitest';
import { Superseded } from './faults.ts';
import { Queue } from './queue.ts';

/** Work that goes on until it is told to end, and says when it began. */
function slow<T>(result: T) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = { began: 0, interrupted: false, end: () => end() };
  const run = async (signal: AbortSignal) => {
    work.began++;
    signal.addEventListener('abort', () => (work.interrupted = true));
    await ended;
    return result;
  };
  return { work, run };
}

test('one piece of work at a time, in the order asked', async () => {
  const queue = new Queue();
  const first = slow(1);
  const second = slow(2);
  const answers = [queue.run(first.run), queue.run(second.run)];
  await Promise.resolve();
  expect([first.work.began, second.work.began]).toEqual([1, 0]);
  first.work.end();
  second.work.end();
  expect(await Promise.all(answers)).toEqual([1, 2]);
});

test('the latest of a purpose takes the place of those that wait and of the one at work', async () => {
  const queue = new Queue();
  const works = ['a', 'b', 'c'].map(slow);
  const answers = works.map(({ run }) => queue.run(run, { purpose: 'table' }));
  for (const { work } of works) work.end();
  const settled = await Promise.allSettled(answers);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(settled[0]).toMatchObject({ reason: expect.any(Superseded) as Superseded });
  // The one at work was told; the one that waited never began.
  expect(works.map(({ work }) => [work.began, work.interrupted])).toEqual([
    [1, true],
    [0, false],
    [1, false]
  ]);
});

test('another purpose, and work without one, is left alone', async () => {
  const queue = new Queue();
  const answers = [
    queue.run(async () => 'trend', { purpose: 'trend' }),
    queue.run(async () => 'rows'),
    queue.run(async () => 'table', { purpose: 'table' })
  ];
  expect(await Promise.all(answers)).toEqual(['trend', 'rows', 'table']);
});

test('work that is given up before its turn is never begun', async () => {
  const queue = new Queue();
  const first = slow(1);
  const second = slow(2);
  const stop = new AbortController();
  const running = queue.run(first.run);
  const given = queue.run(second.run, { signal: stop.signal });
  stop.abort();
  await expect(given).rejects.toBeInstanceOf(Superseded);
  first.work.end();
  await running;
  expect(second.work.began).toBe(0);
  await expect(queue.run(second.run, { signal: stop.signal })).rejects.toBeInstanceOf(Superseded);
});

test('work that fails does not hold up what follows', async () => {
  const queue = new Queue();
  const failing = queue.run(async () => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
