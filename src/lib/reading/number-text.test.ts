import { expect, test } from 'vitest';
import { parsePercent, parseWhole, parseWholeIn } from './number-text.ts';

test.each([
  ['1234', 1234],
  ['1.234', 1234],
  ['1,234', 1234],
  ['1.234.567', 1_234_567],
  ['1.234,0', 1234],
  ['1,234.00', 1234],
  ['1.234,000', 1234],
  ['1234,000', 1234],
  ['250\u200b', 250],
  ['１２３', 123],
  ['329.99999999999994', 330],
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
  ['12 34', 'notANumber'],
  ['1.234.5', 'notANumber'],
  ['1.234,567,8', 'notANumber'],
  ['1.23.456', 'notANumber'],
  ['1.234 567', 'notANumber'],
  ['1,234,567.890.123', 'notANumber'],
  ['0.123', 'notWhole'],
  ['0,500', 'notWhole'],
  ['5²', 'notANumber'],
  ['(3)', 'notANumber'],
  ['12345.678', 'notWhole'],
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
  ['89,99999999999999', 9000],
  ['72,35\u00a0%', 7235],
  ['100', 10_000]
])('a percentage in hundredths: %s', (text, value) => {
  expect(parsePercent(text)).toEqual({ value });
});

test.each([
  ['72,355', 'notWhole'],
  ['-1', 'negative'],
  ['x', 'notANumber'],
  ['9 0', 'notANumber'],
  ['5000', 'tooLarge']
])('no percentage: %s', (text, fault) => {
  expect(parsePercent(text)).toEqual({ fault });
});

test('a known style reads its own marks alone', () => {
  expect(parseWholeIn('1,234', 'vi')).toEqual({ fault: 'notWhole' });
  expect(parseWholeIn('1.234', 'en')).toEqual({ fault: 'notWhole' });
  expect(parseWholeIn('1,234.000', 'en')).toEqual({ value: 1234 });
  expect(parseWholeIn('1.234.567', 'en')).toEqual({ fault: 'notANumber' });
});
