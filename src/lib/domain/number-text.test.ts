import { expect, test } from 'vitest';
import { parsePercent, parseWhole } from './number-text.ts';

test.each([
  ['1234', 1234],
  ['1.234', 1234],
  ['1,234', 1234],
  ['1.234.567', 1_234_567],
  ['1.234,0', 1234],
  ['1,234.00', 1234],
  ['1 234', 1234],
  ['1\u00a0234', 1234],
  [' 12 ', 12],
  ['12,0', 12],
  ['0', 0],
  ['007', 7]
])('a whole number as it is written: %s', (text, value) => {
  expect(parseWhole(text)).toEqual({ value });
});

test.each([
  ['12,5', 'notWhole'],
  ['1.2345', 'notWhole'],
  ['1.234,5', 'notWhole'],
  ['-3', 'negative'],
  ['−3', 'negative'],
  ['ba', 'notANumber'],
  ['1e3', 'notANumber'],
  ['9.999.999.999', 'tooLarge']
])('no whole number: %s', (text, fault) => {
  expect(parseWhole(text)).toEqual({ fault });
});

test('an empty cell says nothing', () => {
  expect(parseWhole('  ')).toBeNull();
  expect(parsePercent('')).toBeNull();
});

test.each([
  ['90', 9000],
  ['90%', 9000],
  ['90 %', 9000],
  ['72,35', 7235],
  ['72.35%', 7235],
  ['72,350', 7235],
  ['0,5', 50],
  ['100', 10_000]
])('a percentage in hundredths: %s', (text, value) => {
  expect(parsePercent(text)).toEqual({ value });
});

test.each([
  ['72,355', 'notWhole'],
  ['-1', 'negative'],
  ['x', 'notANumber'],
  ['5000', 'tooLarge']
])('no percentage: %s', (text, fault) => {
  expect(parsePercent(text)).toEqual({ fault });
});
