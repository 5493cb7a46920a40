import { expect, test } from 'vitest';
import type { Finding } from '$lib/domain/checks.ts';
import { operationsTexts } from '$lib/i18n/messages/operations.ts';
import { reviewTexts } from '$lib/i18n/messages/review.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import { oddBy, oddWords } from './odd.ts';

const room = speechOf(operationsTexts, 'vi');
const review = speechOf(reviewTexts, 'vi');
const finding = (check: Finding['check'], numbers: Finding['numbers']): Finding => ({
  ...{ check, indicator: 'XHS01', other: null },
  numbers
});

test('how far a figure is off: a multiple, a percentage, points or persons', () => {
  expect(oddBy(room, finding('jump', { num: 412, median: 19 }))).toBe('×22');
  expect(oddBy(room, finding('falls', { num: 163, before: 208 }))).toBe('−22%');
  expect(oddBy(room, finding('jump', { num: 15, median: 10 }))).toBe('+50%');
  expect(oddBy(room, finding('jump', { num: 7, median: 0 }))).toBe('+7');
  expect(oddBy(room, finding('outlying', { num: 1, den: 2, median: 0.8, rate: 1 }))).toBe('−30,0 điểm %');
  expect(oddBy(room, finding('overBase', { num: 120, base: 100 }))).toBe('+20');
});

test('what was reported stands beside what is usual', () => {
  const said = (one: Finding) => oddWords(room, review, one, String);
  expect(said(finding('jump', { num: 412, low: 7, high: 19, months: 12 }))).toBe(
    'báo 412; 12 kỳ trước từ 7 đến 19'
  );
  expect(said(finding('falls', { num: 163, before: 208 }))).toBe('báo 163; kỳ trước 208');
  expect(said(finding('outlying', { num: 17, den: 50, low: 0.577, high: 0.96, groups: 30, rate: 1 }))).toBe(
    'báo 34%; 30 tổ cùng xã từ 57,7% đến 96%'
  );
});
