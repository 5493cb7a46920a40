import { expect, test } from 'vitest';
import { columnOf, headedColumns, headingOf, isHeading } from './headings.ts';

const columns = headedColumns(['Năm', 'Nam', ' nam', '', '#2 x'].map((text, k) => [k, text] as const));

test('a column is known by its whole heading and its place among equals', () => {
  expect(columns.map(({ ref }) => ref)).toEqual(['Năm', 'Nam', '#2 nam', '#1 #2 x']);
  expect(columnOf('Nam', columns)).toBe(1);
  expect(columnOf('#2 Nam', columns)).toBe(2);
  expect(columnOf('Năm', columns)).toBe(0);
  expect(columnOf('@A', columns)).toBeUndefined();
  expect(headingOf('#2 Nam')).toBe('Nam');
});

test('headings of any length differ by their last letter', () => {
  const long = 'Số người dân trong độ tuổi lao động '.repeat(20);
  const two = headedColumns([
    [0, `${long}a`],
    [1, `${long}b`]
  ]);
  expect(columnOf(`${long}b`, two)).toBe(1);
});

test.each([
  ['Tử số', 'tử số', true],
  ['TU SO (*)', 'tử số', true],
  ['Tư số', 'tử số', false],
  ['Thắng', 'tháng', false],
  ['Kỷ', 'kỳ', false]
])('a heading that speaks for itself: %s as %s', (text, word, expected) => {
  expect(isHeading(text, word)).toBe(expected);
});
