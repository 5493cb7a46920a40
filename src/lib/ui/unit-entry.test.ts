import { expect, test } from 'vitest';
import { UnitEntry } from './unit-entry.svelte.ts';
import type { UnitPick } from './unit-pick.ts';

const HOANG_SA = { key: '20333@2025-07-01', name: 'Đặc khu Hoàng Sa', within: 'Thành phố Đà Nẵng' };
const DA_NANG = { key: '48@2025-07-01', name: 'Thành phố Đà Nẵng', within: '' };

function entryOf(start: UnitPick | null, { navigates = false, mayBeNone = false } = {}) {
  const held = { value: start, chosen: [] as (string | null)[] };
  const entry = new UnitEntry(() => ({
    value: held.value,
    navigates,
    mayBeNone,
    choose: (pick) => {
      held.chosen.push(pick?.key ?? null);
      if (!navigates) held.value = pick;
    }
  }));
  return { entry, held };
}

test('a text that is not the chosen unit’s name chooses nothing, also once it is left', () => {
  const { entry, held } = entryOf(HOANG_SA);
  expect([entry.text, entry.isLoose]).toEqual(['Đặc khu Hoàng Sa', false]);
  entry.type('Đặc khu Hoàng SaĐà Nẵng');
  expect(held.value).toBeNull();
  entry.leave();
  expect([entry.text, entry.isLoose]).toEqual(['Đặc khu Hoàng SaĐà Nẵng', true]);
  entry.type('da nang');
  entry.choose(DA_NANG);
  entry.leave();
  expect([held.value?.key, entry.text, entry.isLoose]).toEqual([DA_NANG.key, 'Thành phố Đà Nẵng', false]);
});

test('the name typed back, or Escape, chooses again what was chosen before', () => {
  const { entry, held } = entryOf(HOANG_SA);
  entry.type('Đặc khu Hoàng S');
  expect(held.value).toBeNull();
  entry.type('Đặc khu Hoàng Sa');
  expect([held.value?.key, entry.isLoose]).toEqual([HOANG_SA.key, false]);
  entry.type('x');
  entry.undo();
  expect([held.value?.key, entry.text]).toEqual([HOANG_SA.key, 'Đặc khu Hoàng Sa']);
});

test('what was left behind does not come back by Escape in a later visit', () => {
  const { entry, held } = entryOf(HOANG_SA);
  entry.type('x');
  entry.leave();
  entry.undo();
  expect([held.value, entry.text, entry.isLoose]).toEqual([null, '', false]);
});

test('an emptied field chooses nothing and stays empty; blanks are no text', () => {
  const { entry, held } = entryOf(HOANG_SA);
  entry.type('');
  entry.leave();
  expect([held.value, entry.text, entry.isLoose]).toEqual([null, '', false]);
  entry.type('   ');
  entry.leave();
  expect([entry.text, entry.isLoose]).toEqual(['', false]);
});

test('what is set from outside is what the field says', () => {
  const { entry, held } = entryOf(null);
  entry.type('da nang');
  entry.leave();
  held.value = HOANG_SA;
  expect([entry.text, entry.typed, entry.isLoose]).toEqual(['Đặc khu Hoàng Sa', null, false]);
});

test('a field that collects choices is empty after each, and loose while a text is left in it', () => {
  const chosen: (string | null)[] = [];
  const entry = new UnitEntry(() => ({
    value: null,
    navigates: false,
    mayBeNone: true,
    choose: (pick) => chosen.push(pick?.key ?? null)
  }));
  entry.type('da');
  entry.choose(DA_NANG);
  expect([chosen, entry.text, entry.isLoose]).toEqual([[DA_NANG.key], '', false]);
  entry.type('hoang sa');
  entry.leave();
  expect([chosen, entry.isLoose]).toEqual([[DA_NANG.key], true]);
});

test('where a choice takes one there, typing goes nowhere and a text that is left gives way and says so', () => {
  const { entry, held } = entryOf(HOANG_SA, { navigates: true });
  entry.type('da nang');
  expect([entry.text, entry.isLoose, held.chosen]).toEqual(['da nang', false, []]);
  entry.leave();
  expect([entry.text, entry.gaveWay]).toEqual(['Đặc khu Hoàng Sa', true]);
  entry.leave();
  expect(entry.gaveWay).toBe(true);
  entry.type('');
  expect([held.chosen, entry.gaveWay]).toEqual([[], false]);
  entry.leave();
  expect([entry.text, entry.gaveWay]).toEqual(['Đặc khu Hoàng Sa', false]);
  const free = entryOf(HOANG_SA, { navigates: true, mayBeNone: true });
  free.entry.type('');
  expect(free.held.chosen).toEqual([null]);
});
