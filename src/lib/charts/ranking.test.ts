import { expect, test } from 'vitest';
import { endsOf, rank, type Ranked } from './ranking.ts';

const unit = (key: number, num: number, den = 100, isSmall = false): Ranked => ({ key, num, den, isSmall });
const byKey = (a: number, b: number) => a - b;

test('the better first; equals share a place and the next is counted on', () => {
  const found = rank([unit(1, 50), unit(2, 80), unit(3, 40, 50), unit(4, 10)], 'up', byKey);
  expect(found.places).toEqual([
    { key: 2, place: 1 },
    { key: 3, place: 1 },
    { key: 1, place: 3 },
    { key: 4, place: 4 }
  ]);
});

test('nobody is ranked without a figure or on a few persons', () => {
  const found = rank([unit(1, -1, -1), unit(2, 8, 8, true), unit(3, 50), unit(4, 0, 0)], 'up', byKey);
  expect(found.places.map(({ key }) => key)).toEqual([3]);
  expect(found.small).toEqual([2]);
  expect(found.missing).toEqual([1, 4]);
});

test('where fewer is better the least is first', () => {
  expect(rank([unit(1, 50), unit(2, 10)], 'down', byKey).places.map(({ key }) => key)).toEqual([2, 1]);
});

test('the first and the last ten are shown, and the chosen one between them', () => {
  const rows = Array.from({ length: 60 }, (_, key) => ({ key }));
  const shown = endsOf(rows, 30);
  expect(shown.map(({ key }) => key)).toEqual([
    ...rows.slice(0, 10).map(({ key }) => key),
    30,
    ...rows.slice(50).map(({ key }) => key)
  ]);
  expect(shown.filter(({ isAfterGap }) => isAfterGap).map(({ key }) => key)).toEqual([30, 50]);
  expect(endsOf(rows, null)).toHaveLength(20);
  expect(endsOf(rows.slice(0, 24), null)).toHaveLength(24);
});
