import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { effectOf } from '../../../tests/support/effect.svelte.ts';
import { Answers } from '../wall/answers.svelte.ts';
import { LiveFiling, MonthChain } from './month-chain.svelte.ts';

// What a page follows is asked for once, however its answer comes: an effect that reads its own answer asks for ever.

afterEach(() => vi.unstubAllGlobals());

const UNIT = '48@2025-07-01';
const FOLLOWED = {
  filing: () => {
    const filing = new LiveFiling();
    return { asks: () => filing.follow(UNIT, '2026-11'), answer: () => filing.answer };
  },
  chain: () => {
    const chain = new MonthChain();
    return { asks: () => chain.follow(UNIT, '2026-11'), answer: () => chain.answer };
  },
  answers: () => {
    const answers = new Answers();
    return { asks: () => answers.follow(UNIT), answer: () => answers.answer };
  }
};

test.each(Object.entries(FOLLOWED))('%s is asked for once', async (_, make) => {
  let asked = 0;
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 2));
    return Response.json({ unit: UNIT, period: '2026-11', counts: {}, moments: [] });
  });
  const { asks, answer } = make();
  const end = effectOf(asks);
  await vi.waitFor(() => expect(answer()).not.toBeNull());
  for (let k = 0; k < 5; k++) {
    flushSync();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(asked).toBe(1);
  end();
});
