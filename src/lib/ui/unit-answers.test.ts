import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UnitAnswers } from './unit-answers.svelte.ts';
import type { UnitPick } from './unit-pick.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pickOf = (name: string): UnitPick => ({ key: name, name, within: '' });

test('while a later text waits to be asked, the answer to an earlier one is no answer to it', async () => {
  const answers = new UnitAnswers();
  const waiting = new Map<string, (picks: readonly UnitPick[]) => void>();
  const arrived: string[] = [];
  const search = (text: string) => new Promise<readonly UnitPick[]>((resolve) => waiting.set(text, resolve));
  const ask = (text: string) => answers.ask(search, text, () => arrived.push(text));
  ask('');
  await vi.advanceTimersByTimeAsync(0);
  ask('ba na');
  waiting.get('')?.([pickOf('Đà Nẵng')]);
  await vi.advanceTimersByTimeAsync(0);
  expect([answers.state, answers.picks, arrived]).toEqual(['busy', [], []]);
  await vi.advanceTimersByTimeAsync(1_000);
  waiting.get('ba na')?.([pickOf('Xã Bà Nà')]);
  await vi.advanceTimersByTimeAsync(0);
  expect([answers.state, answers.picks.map(({ name }) => name), arrived]).toEqual([
    'idle',
    ['Xã Bà Nà'],
    ['ba na']
  ]);
});

test('a question that fails says so, and one that was stopped says nothing', async () => {
  const answers = new UnitAnswers();
  answers.ask(
    () => Promise.reject(new Error('503')),
    '',
    () => undefined
  );
  await vi.advanceTimersByTimeAsync(0);
  expect(answers.state).toBe('failed');
  let asked = 0;
  answers.ask(
    () => Promise.resolve([pickOf(String(++asked))]),
    'x',
    () => undefined
  );
  answers.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([asked, answers.picks]).toEqual([0, []]);
});
