import { expect, test } from 'vitest';
import { makeFormats } from './formats.ts';
import type { Message } from './language.ts';
import { en } from './messages/en.ts';
import { vi } from './messages/vi.ts';
import { compareNames, foldMarks, foldTone, matchesName } from './names.ts';
import { makeSpeech } from './speech.ts';
import type { Texts } from './texts.ts';

const forms = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other]);
const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('both languages have the same texts, none empty, with the same values', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  for (const [key, text] of Object.entries<Message>(vi)) {
    const other = en[key as keyof typeof en];
    expect(
      [...forms(text), ...forms(other)].every((form) => form.trim() !== ''),
      key
    ).toBe(true);
    expect(values(forms(other).at(-1)!), key).toEqual(values(forms(text).at(-1)!));
  }
});

test('every text is NFC', () => {
  const texts = [...Object.values<Message>(vi), ...Object.values<Message>(en)].flatMap(forms);
  expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
});

const areas = import.meta.glob<Record<string, Texts<Record<string, Message>>>>('./messages/*.ts', {
  eager: true
});
const texts = Object.entries(areas).flatMap(([file, area]) =>
  Object.values(area).flatMap((one) => ('vi' in one && 'en' in one ? [[file, one] as const] : []))
);

test.each(texts)('%s: both languages have the same texts with the same values, NFC', (_, area) => {
  expect(Object.keys(area.en).sort()).toEqual(Object.keys(area.vi).sort());
  for (const [key, text] of Object.entries(area.vi)) {
    const both = [...forms(text), ...forms(area.en[key]!)];
    expect(
      both.every((form) => form.trim() !== '' && form === form.normalize('NFC')),
      key
    ).toBe(true);
    expect(values(both.at(-1)!), key).toEqual(values(both[0]!));
  }
});

test('values are put in, numbers as the language writes them, and English counts', () => {
  expect(makeSpeech('vi').t('live.position', { position: 1234567 })).toBe('bản ghi số 1.234.567');
  expect(makeSpeech('en').t('live.changedUnits', { n: 1 })).toBe('One unit just updated');
  expect(makeSpeech('en').t('live.changedUnits', { n: 2 })).toBe('2 units just updated');
});

test('ages', () => {
  const { age } = makeSpeech('vi');
  expect([0, 4000, 59_999, 60_000, 7_200_000, 200_000_000].map(age)).toEqual([
    'vừa xong',
    '4 giây trước',
    '59 giây trước',
    '1 phút trước',
    '2 giờ trước',
    '2 ngày trước'
  ]);
});

test('lengths of time: one way to say them, cut and never rounded up', () => {
  const [vi, en] = [makeFormats('vi').span, makeFormats('en').span];
  const HOUR = 3_600_000;
  expect([0, 59_999, 60_000, HOUR - 1, HOUR, 48 * HOUR - 1, 48 * HOUR, -71 * HOUR].map(vi)).toEqual([
    '0 giây',
    '59 giây',
    '1 phút',
    '59 phút',
    '1 giờ',
    '47 giờ',
    '2 ngày',
    '2 ngày'
  ]);
  expect([1000, 2000, 60_000, HOUR, 2 * HOUR, 50 * HOUR].map(en)).toEqual([
    '1 second',
    '2 seconds',
    '1 minute',
    '1 hour',
    '2 hours',
    '2 days'
  ]);
});

test('numbers and days of Viet Nam', () => {
  const f = makeFormats('vi');
  expect(f.count(1234567)).toBe('1.234.567');
  expect(f.percent(0.9)).toBe('90%');
  expect([0.796, 0.86, 1].map(f.tenth)).toEqual(['79,6%', '86,0%', '100,0%']);
  expect(f.percent(1.34543)).toBe('134,5%');
  expect(f.attainment(0.99999)).toBe('99,9%');
  expect(f.attainment(1)).toBe('100%');
  expect(f.attainment(0.29)).toBe('29%');
  // As the rate beside it is rounded, save over a bound of the bands.
  expect(f.attainment(1.19284)).toBe(f.percent(1.19284));
  expect(f.attainment(0.7978)).toBe('79,8%');
  expect(f.attainment(0.79998)).toBe('79,9%');
  expect(f.points(0.0191)).toBe('+1,9 điểm %');
  expect(f.points(-0.02)).toBe('−2,0 điểm %');
  expect(f.points(0.0001)).toBe('0,0 điểm %');
  expect(f.day('2026-11-05')).toBe('05/11/2026');
  expect(f.dateTime(Date.UTC(2026, 10, 4, 20, 3, 9))).toBe('05/11/2026 03:03:09');
  expect(makeFormats('en').percent(0.7183)).toBe('71.8%');
});

test('names: order, folding, search', () => {
  expect(['Tổ 10', 'Tổ 2', 'Đà Nẵng', 'Dương'].sort(compareNames)).toEqual([
    'Dương',
    'Đà Nẵng',
    'Tổ 2',
    'Tổ 10'
  ]);
  expect(foldTone('Hoà Vang')).toBe(foldTone('Hòa  vang'));
  expect(foldTone('Thuỷ')).toBe(foldTone('Thủy'));
  expect(foldTone('Ba Tơ')).not.toBe(foldTone('Ba Tô'));
  expect(foldMarks('Đắk Glei')).toBe('dak glei');
  expect(matchesName('hoa vang', 'Xã Hòa Vang')).toBe(true);
  expect(matchesName('Hoà', 'Xã Hòa Vang')).toBe(true);
  expect(matchesName('ba tô', 'Xã Ba Tơ')).toBe(false);
  expect(matchesName('', 'Xã Ba Tơ')).toBe(true);
});
