import { expect, test } from 'vitest';
import { makeSpeech } from '$lib/i18n/speech.ts';
import { contributionWords, crossingWords } from './table-facts.ts';

const vi = makeSpeech('vi');
const place = (gap: number, share: number) => ({
  node: gap,
  name: '',
  fullName: '',
  state: 'low' as const,
  gap,
  share
});

test('who crossed the target; nobody is not a fact', () => {
  const answers = { trend: [], contributions: [], crossings: [] };
  expect(crossingWords(vi, null)).toEqual([]);
  expect(crossingWords(vi, answers)).toEqual([]);
  const crossings = [{ stateBefore: 'near' as const, stateAfter: 'met' as const, units: 3 }];
  expect(crossingWords(vi, { ...answers, crossings })).toEqual(['3 đơn vị mới đạt so với kỳ trước']);
});

test('ten of many places make so much of the gap', () => {
  const contributions = Array.from({ length: 40 }, (_, i) => place(40 - i, 1 / 40));
  const answers = { trend: [], crossings: [], contributions };
  expect(contributionWords(vi, answers)).toEqual(['10 đơn vị thiếu nhiều nhất chiếm 25% phần còn thiếu']);
  expect(contributionWords(vi, { ...answers, contributions: contributions.slice(0, 12) })).toEqual([]);
});
