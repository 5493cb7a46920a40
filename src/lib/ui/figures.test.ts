import { expect, test } from 'vitest';
import { makeSpeech } from '../i18n/speech.ts';
import { attainedWords, cellWords, figureWords, targetWords } from './figures.ts';

const vi = makeSpeech('vi');
const share = { kind: 'share' } as const;

test('what was measured, and a column, always have their decimal; a target in a sentence need not', () => {
  expect([796, 860, 1000].map((num) => figureWords(vi, share, { num, den: 1000 }))).toEqual([
    '79,6%',
    '86,0%',
    '100,0%'
  ]);
  expect(cellWords(vi, share, 0.9)).toBe('90,0%');
  expect(targetWords(vi, share, 0.9)).toBe('90%');
  expect(cellWords(vi, { kind: 'count' }, 1200)).toBe('1.200');
});

test('attainment in a column is not lifted over a bound of the bands', () => {
  expect([0.29, 0.79998, 0.99999, 1].map((ratio) => attainedWords(vi, ratio))).toEqual([
    '29,0%',
    '79,9%',
    '99,9%',
    '100,0%'
  ]);
});
