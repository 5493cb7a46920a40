import { expect, test } from 'vitest';
import {
  LOW,
  MET,
  NEAR,
  NO_DATA,
  NO_TARGET,
  NOT_APPLICABLE,
  NOT_MET,
  SMALL_BASE
} from '../domain/attainment.ts';
import { makeSpeech } from '../i18n/speech.ts';
import { unitsInWords } from '../i18n/unit-types.ts';
import { insideSentence } from './figures.ts';
import { countCodes, headline } from './headline.ts';

const vi = makeSpeech('vi');
const en = makeSpeech('en');
const words = {
  vi: {
    units: 'xã, phường',
    indicator: 'tài khoản công dân số',
    unit: 'TP. Đà Nẵng',
    period: 'tháng 10/2026'
  },
  en: { units: 'communes and wards', indicator: 'citizen accounts', unit: 'Đà Nẵng', period: 'October 2026' }
};
const codes = (spread: Record<number, number>) =>
  countCodes(Object.entries(spread).flatMap(([code, n]) => Array<number>(n).fill(Number(code))));
const say = (spread: Record<number, number>) => headline(vi, { ...words.vi, counts: codes(spread) });

test('a missing report is not a failure and what does not apply is not counted', () => {
  const spread = { [MET]: 41, [NEAR]: 27, [NOT_MET]: 19, [LOW]: 3, [NO_DATA]: 3, [NOT_APPLICABLE]: 1 };
  expect(say(spread)).toBe(
    '41/93 xã, phường đạt chỉ tiêu tài khoản công dân số; 49 chưa đạt; 3 chưa có số liệu'
  );
  expect(headline(en, { ...words.en, counts: codes(spread) })).toBe(
    '41 of 93 communes and wards meet the target for citizen accounts; 49 do not; 3 have no data yet'
  );
});

test('all, none, nothing, no target, not applicable', () => {
  expect(say({ [MET]: 93 })).toBe('Cả 93 xã, phường đều đạt chỉ tiêu tài khoản công dân số');
  expect(say({ [LOW]: 2 })).toBe('0/2 xã, phường đạt chỉ tiêu tài khoản công dân số; 2 chưa đạt');
  expect(say({ [NO_DATA]: 3 })).toBe('Chưa xã, phường nào có số liệu tài khoản công dân số tháng 10/2026');
  expect(say({ [NO_TARGET]: 2, [NO_DATA]: 1 })).toBe(
    '2/3 xã, phường đã có số liệu tài khoản công dân số; chưa giao chỉ tiêu'
  );
  expect(say({ [NOT_APPLICABLE]: 1 })).toMatch(/không đơn vị nào phải báo cáo/);
  expect(say({ [MET]: 1, [SMALL_BASE]: 2, [NO_TARGET]: 1 })).toBe(
    '1/4 xã, phường đạt chỉ tiêu tài khoản công dân số; 2 có mẫu số nhỏ; 1 chưa được giao chỉ tiêu'
  );
});

test('English counts one and many', () => {
  expect(headline(en, { ...words.en, counts: codes({ [MET]: 1, [LOW]: 1, [NO_DATA]: 1 }) })).toBe(
    '1 of 3 communes and wards meet the target for citizen accounts; 1 does not; 1 has no data yet'
  );
});

test('units together, and names inside a sentence', () => {
  expect(unitsInWords('vi', ['phường', 'xã', 'đặc khu', 'xã'])).toBe('xã, phường, đặc khu');
  expect(unitsInWords('en', ['phường', 'xã', 'đặc khu'])).toBe('communes, wards and special zones');
  expect(unitsInWords('vi', [])).toBe('tổ');
  expect(
    ['Tài khoản', 'OCOP lên sàn', 'DVC trực tuyến', 'Điện thoại', 'Internet băng rộng'].map(insideSentence)
  ).toEqual(['tài khoản', 'OCOP lên sàn', 'DVC trực tuyến', 'điện thoại', 'Internet băng rộng']);
});
