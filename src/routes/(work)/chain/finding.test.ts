import { expect, test } from 'vitest';
import { chainTexts } from '$lib/i18n/messages/chain.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import type { HopAnswer } from '$lib/api/chain.ts';
import { finding } from './finding.ts';

const HOUR = 3_600_000;
const at = Date.parse('2026-11-17T17:00:00Z');
const counts = {
  ...{ expected: 15, filed: 12, onTime: 12, late: 0, missing: 1 },
  ...{ awaited: 2, returned: 0, owed: 3, approved: 0, consolidated: 0 }
};
const hop = (over: Partial<HopAnswer> = {}): HopAnswer => ({
  from: { vi: 'Tổ', en: 'Group' },
  to: { vi: 'Xã', en: 'Commune' },
  deadline: { at, lastDay: '2026-11-17', movedFrom: null, closed: null },
  illustrative: true,
  groups: counts,
  units: { due: 0, confirmed: 0, late: 0, prepared: 0, missing: 0 },
  ...over
});
const vi = speechOf(chainTexts, 'vi');

test('the headline says who has filed, who has not, and how long there is', () => {
  expect(finding({ future: false, counts, hops: [hop()] }, at - 31.9 * HOUR, vi)).toBe(
    '12/15 tổ đã nộp, 2 chưa đến hạn, 1 quá hạn – còn 31 giờ, hạn hết ngày 17/11'
  );
  expect(finding({ future: false, counts, hops: [hop()] }, at + 80 * HOUR, vi)).toContain(
    'quá hạn 3 ngày, hạn hết ngày 17/11'
  );
  expect(finding({ future: false, counts, hops: [hop({ deadline: null })] }, at, vi)).toBe(
    '12/15 tổ đã nộp, 2 chưa nộp, 1 quá hạn – quy trình này không quy định hạn nộp'
  );
});

test('where nobody files, nothing is claimed', () => {
  expect(finding({ future: false, counts: { ...counts, expected: 0 }, hops: [] }, at, vi)).toBe(
    'Không tổ nào phải nộp báo cáo ở đây trong kỳ này'
  );
});

test('the time that is named is that of those who still owe', () => {
  const done = { ...counts, expected: 3, filed: 3, missing: 0, awaited: 0, owed: 0 };
  const later = hop({
    groups: done,
    deadline: { at: at + 99 * HOUR, lastDay: '2026-11-24', movedFrom: null, closed: null }
  });
  expect(finding({ future: false, counts, hops: [hop(), later] }, at + HOUR, vi)).toContain(
    'quá hạn 1 giờ, hạn hết ngày 17/11'
  );
  expect(finding({ future: false, counts: done, hops: [later] }, at, vi)).toContain(
    'đã nộp đủ – còn 4 ngày, hạn hết ngày 24/11'
  );
});

test('of a month that has not begun nothing is awaited', () => {
  const none = { ...counts, filed: 0, onTime: 0, missing: 0, awaited: 15, owed: 15 };
  expect(finding({ future: true, counts: none, hops: [hop()] }, at - 99 * HOUR, vi)).toBe(
    'Kỳ này chưa bắt đầu; 15 tổ sẽ phải nộp'
  );
});
