import { expect, test } from 'vitest';
import { NameIndex, type Named } from '$lib/i18n/name-index.ts';
import { isTyped } from './type-ahead.svelte.ts';

test('a name is typed with its blanks; a blank by itself is none', () => {
  expect(['h', 'Đ', '7'].every((key) => isTyped(key, ''))).toBe(true);
  expect(isTyped(' ', '')).toBe(false);
  expect(isTyped(' ', 'hai')).toBe(true);
  expect(['Enter', 'ArrowLeft', '-'].some((key) => isTyped(key, 'hai'))).toBe(false);
});

test('two syllables lead to one ward, where one leads to several', () => {
  const ward = (name: string): Named => ({
    name,
    fullName: `Phường ${name}`,
    code: name,
    above: -1,
    burden: 0
  });
  const index = new NameIndex([ward('Hải Vân'), ward('Hải Châu'), ward('Thanh Khê')]);
  const first = (typed: string) => index.search(typed, 1)[0]?.name;
  expect(['hai v', 'hai chau', 'hai c', 'thanh khe', 'thanh k'].map(first)).toEqual([
    ...['Hải Vân', 'Hải Châu', 'Hải Châu'],
    ...['Thanh Khê', 'Thanh Khê']
  ]);
});
