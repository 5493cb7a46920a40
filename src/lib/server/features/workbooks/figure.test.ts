import { expect, test } from 'vitest';
import { readFigure } from './figure.ts';
import { CELL, cellName, dayOfSerial, type Cell } from '../../core/workbook-files/reading/cell.ts';

const text = (value: string): Cell => [0, CELL.text, value];

test.each([
  ['1234', 1234, false],
  ['1.234', 1234, true],
  ['1,234', 1234, true],
  ['1.234.567', 1_234_567, true],
  ['1\u00a0234', 1234, true],
  ['１２３', 123, true],
  ['1.234,00', 1234, true],
  [' 12 ', 12, true]
])('a number written as text: %s', (given, value, asText) => {
  expect(readFigure(text(given), false)).toEqual({ value, asText, formula: false });
});

test.each([
  ['1.234,5', 'notWhole'],
  ['12 hộ', 'unitInNumber'],
  ['12hộ', 'unitInNumber'],
  ['95%', 'percent'],
  ['-3', 'negative'],
  ['mười hai', 'notANumber'],
  ['1e3', 'notANumber'],
  ["=cmd|'/c calc'!A0", 'notANumber'],
  ['99999999999', 'tooLarge']
])('no count: %s', (given, fault) => {
  expect(readFigure(text(given), false)).toMatchObject({ fault });
});

test.each(['', ' ', '-', '–', 'x'])('nothing was written: "%s"', (given) => {
  expect(readFigure(text(given), false)).toBeNull();
});

test('where the style is known, one comma is what it says', () => {
  expect(readFigure(text('1,234'), false, 'vi')).toMatchObject({ fault: 'notWhole' });
  expect(readFigure(text('1,234'), false, 'en')).toMatchObject({ value: 1234 });
  expect(readFigure(text('1.234'), false, 'vi')).toMatchObject({ value: 1234 });
  expect(readFigure(text('1.234'), false, 'en')).toMatchObject({ fault: 'notWhole' });
  expect(readFigure(text('1,234.000'), false, 'en')).toMatchObject({ value: 1234 });
});

test('cells of other kinds are named for what they are', () => {
  expect(readFigure([0, CELL.date, 45_000], false)).toMatchObject({
    fault: 'dateInNumber',
    what: '2023-03-15'
  });
  expect(readFigure([0, CELL.number | CELL.percent, 0.95], false)).toMatchObject({ fault: 'percent' });
  expect(readFigure([0, CELL.error, '#REF!'], false)).toMatchObject({ fault: 'errorCell', what: '#REF!' });
  expect(readFigure([0, CELL.number | CELL.formula | CELL.unworked, ''], false)).toMatchObject({
    fault: 'formulaWithoutValue'
  });
  expect(readFigure([0, CELL.number | CELL.formula, 7], false)).toEqual({
    value: 7,
    asText: false,
    formula: true
  });
});

test('days are counted from 1900 or from 1904', () => {
  expect(dayOfSerial(46_339, false)).toBe('2026-11-13');
  expect(dayOfSerial(46_339 - 1462, true)).toBe('2026-11-13');
  expect(dayOfSerial(-1, false)).toBeNull();
});

test('cells are named as people name them', () => {
  expect([cellName(0, 1), cellName(25, 9), cellName(26, 10), cellName(701, 3)]).toEqual([
    'A1',
    'Z9',
    'AA10',
    'ZZ3'
  ]);
});
