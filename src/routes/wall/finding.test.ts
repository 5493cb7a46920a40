import { describe, expect, test } from 'vitest';
import type { Line } from '$lib/board/lines.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import { wallTexts } from '$lib/i18n/messages/wall.ts';
import { concentrationOf, todayFinding } from './finding.ts';
import { halfOf } from './half-of.ts';
import { leadingCount, shortCount } from './short-count.ts';

const vi = speechOf(wallTexts, 'vi');
const en = speechOf(wallTexts, 'en');
const missing = (...gaps: readonly number[]) =>
  gaps.map((gap, ordinal) => ({ place: { ordinal }, reading: { gap } }) as unknown as Line);

describe('where the gap lies', () => {
  test('two places are named where they hold a fifth of it or more', () => {
    const lines = missing(10, 40, 5, 30, 15);
    expect(concentrationOf(lines)).toMatchObject({ places: [lines[1], lines[3]], share: 0.7 });
  });

  test('else it is told how many hold a half', () => {
    const lines = missing(...Array.from({ length: 30 }, () => 10));
    expect(concentrationOf(lines)).toEqual({ half: 15, of: 30 });
  });

  test('nothing is told of a few, or where nothing is missing', () => {
    expect(concentrationOf(missing(3, 2, 1))).toBeNull();
    expect(concentrationOf(missing(0, 0, 0, 0, 0))).toBeNull();
  });
});

test('counts are as short as they are read from afar', () => {
  const said = [0, 412, 999, 1000, 9_740, 278_600, 999_600, 1_265_308].map((count) => shortCount(vi, count));
  expect(said).toEqual(['0', '412', '999', '1k', '9,7k', '279k', '1 tr', '1,3 tr']);
  expect(shortCount(en, 1_265_308)).toBe('1.3m');
  expect(leadingCount(vi, 132_558)).toBe('132.558');
  expect(leadingCount(vi, 7_812_000)).toBe('7,8 triệu');
});

test('today is held against what usually came by this hour', () => {
  const vietnamese = (total: number, usual: number | null) =>
    todayFinding(vi, { total, usual, answer: null });
  expect(vietnamese(0, 40)).toBe('Hôm nay chưa có báo cáo mới');
  expect(vietnamese(7, 2)).toBe('Hôm nay 7 báo cáo đã về');
  expect(vietnamese(102, 100)).toBe('Hôm nay 102 báo cáo, như thường lệ');
  expect(vietnamese(112, 100)).toBe('Hôm nay 112 báo cáo, nhiều hơn thường lệ 12%');
  expect(vietnamese(60, 100)).toBe('Hôm nay 60 báo cáo, ít hơn thường lệ 40%');
  expect(todayFinding(en, { total: 310, usual: 100, answer: null })).toBe(
    '310 reports today, 3 times the usual'
  );
  const before = Array.from({ length: 24 }, (_, hour) => (hour < 7 ? 0 : 50));
  const answer = {
    unit: 'x@2025-07-01',
    now: 6.5 * 3_600_000,
    from: 0,
    hours: [],
    before,
    days: 28,
    reached: []
  } as const;
  expect(todayFinding(vi, { total: 0, usual: 0, answer })).toBe(
    'Hôm nay chưa có báo cáo; thường lệ từ 7 giờ'
  );
});

test('the days in which a half came are the fewest on end', () => {
  const day = (n: number, filed: number) => ({ at: n * 86_400_000, filed });
  expect(halfOf([])).toBe(0);
  expect(halfOf([day(0, 0), day(1, 10), day(8, 20), day(9, 90), day(20, 100)])).toBe(1);
  expect(halfOf([day(0, 0), day(5, 50), day(10, 100)])).toBe(5);
});
