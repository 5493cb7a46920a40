import { expect, test } from 'vitest';
import { isSameText, TextDrafts, type TextShelf } from './text-draft.ts';

const texts = { tasks: 'Tập huấn', difficulties: '', proposals: '', practices: 'Loa thôn' };
const place = { actor: 'account:a', unit: '20242@2025-07-01', period: '2026-11' };

function memory(): TextShelf {
  const kept = new Map<string, string>();
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, text) => kept.set(key, text).has(key),
    drop: (key) => void kept.delete(key)
  };
}

test('what was written is there again for the same person, unit and period, and for nobody else', () => {
  const storage = memory();
  const drafts = new TextDrafts(place, storage);
  expect(drafts.read()).toBeNull();
  expect(drafts.write({ texts, steps: 2 })).toBe(true);
  expect(new TextDrafts(place, storage).read()).toEqual({ texts, steps: 2 });
  for (const other of [{ actor: 'account:b' }, { unit: '20308@2025-07-01' }, { period: '2026-10' }])
    expect(new TextDrafts({ ...place, ...other }, storage).read()).toBeNull();
  drafts.drop();
  expect(drafts.read()).toBeNull();
});

test('a device that keeps nothing, or something else, breaks nothing', () => {
  const closed = new TextDrafts(place, { read: () => null, write: () => false, drop: () => undefined });
  expect(closed.write({ texts, steps: 0 })).toBe(false);
  expect(closed.read()).toBeNull();
  closed.drop();
  const storage = memory();
  const drafts = new TextDrafts(place, storage);
  for (const odd of ['{', '7', '{"texts":{"tasks":1},"steps":0}', '{"texts":null,"steps":0}']) {
    storage.write('mangluoi.consolidation account:a 20242@2025-07-01 2026-11', odd);
    expect(drafts.read()).toBeNull();
  }
});

test('texts that say the same are known', () => {
  expect(isSameText(texts, { ...texts })).toBe(true);
  expect(isSameText(texts, { ...texts, tasks: '' })).toBe(false);
});
