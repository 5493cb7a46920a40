import { beforeEach, expect, test } from 'vitest';
import type { ConsolidationView, StepView } from '$lib/api/review.ts';
import { OwnTexts } from './own-texts.svelte.ts';

const empty = { tasks: '', difficulties: '', proposals: '', practices: '' };
const step = (at: number): StepView => ({ step: 'prepared', at, by: '', reason: '', missing: [] });
type Seen = Pick<ConsolidationView, 'unit' | 'period' | 'steps' | 'texts'>;
const seen = (over: Partial<Seen> = {}): Seen => ({
  unit: { key: '20242@2025-07-01', name: 'Phường Hải Châu', level: 3 },
  period: '2026-11',
  steps: [],
  texts: empty,
  ...over
});

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  // As a page has them.
  Object.defineProperty(globalThis, 'document', { configurable: true, value: {} });
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key)
    }
  });
});

test('what was typed is there again after leaving, and for nobody else', () => {
  const first = new OwnTexts();
  first.follow(seen(), 'account:a');
  first.write('tasks', 'Ra quân');
  first.append('tasks', '– Loa thôn (Tổ 1)');
  const again = new OwnTexts();
  again.follow(seen(), 'account:a');
  expect(again.texts.tasks).toBe('Ra quân\n– Loa thôn (Tổ 1)');
  const other = new OwnTexts();
  other.follow(seen(), 'account:b');
  expect(other.texts).toEqual(empty);
});

test('a new step replaces what was only read, never what was typed', () => {
  const texts = { ...empty, tasks: 'Của người khác' };
  const reads = new OwnTexts();
  reads.follow(seen(), 'account:a');
  reads.follow(seen({ steps: [step(1)], texts }), 'account:a');
  expect(reads.texts).toEqual(texts);
  const types = new OwnTexts();
  types.follow(seen(), 'account:a');
  types.write('practices', 'Của tôi');
  types.follow(seen({ steps: [step(1)], texts }), 'account:a');
  expect(types.texts.practices).toBe('Của tôi');
  expect(types.isOlder(1)).toBe(true);
  types.drop({ texts, steps: [step(1)] });
  expect(types.texts).toEqual(texts);
  expect(kept.size).toBe(0);
});
