import { expect, inject, test } from 'vitest';
import { quantile, runHostile } from '../support/hostile/run.ts';

const app = inject('app');

test('a sample of the hostile files: each refused or handled, the reader held, the program answers', async () => {
  const { outcomes, meanwhile } = await runHostile(app, 100);
  expect(
    outcomes.filter(({ wrong }) => wrong !== null).map(({ file, wrong }) => `${file.kind}: ${wrong}`)
  ).toEqual([]);
  // The bound of 2 s is held by `node tests/hostile.ts`, which has the machine to itself.
  expect(Math.max(...outcomes.map(({ ms }) => ms))).toBeLessThan(10_000);
  expect(Math.max(...outcomes.map(({ readerKilobytes }) => readerKilobytes))).toBeLessThan(256 * 1024);
  expect(quantile(meanwhile, 0.5)).toBeLessThan(1_000);
});
