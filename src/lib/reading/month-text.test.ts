import { expect, test } from 'vitest';
import { formatPeriod, type PeriodProfile } from '../domain/period.ts';
import { monthOfDay, readMonth, type MonthReading } from './month-text.ts';

const told = (reading: MonthReading) => ('fault' in reading ? reading.fault : formatPeriod(reading.period));
const read = (text: string, profile: PeriodProfile = 'window') => told(readMonth(text, profile));

test.each([
  '2026-10',
  '2026/10',
  '10/2026',
  '10-2026',
  'T10/2026',
  'T.10/2026',
  'Tháng 10 năm 2026',
  'tháng 10/2026',
  'Tháng\u00a010 năm\u200b 2026',
  'Kỳ 10/2026',
  'Kỳ báo cáo: 10/2026',
  '202610'
])('a month: %s', (text) => {
  expect(read(text)).toBe('2026-10');
});

test.each([
  ['2026.1', 'monthBareNumber'],
  ['2026,1', 'monthBareNumber'],
  ['10.2026', 'monthBareNumber'],
  ['05/10/2026', 'monthDayOrder'],
  ['31/02/2026', 'monthUnread'],
  ['13/2026', 'monthUnread'],
  ['tháng 10', 'monthUnread'],
  ['10/26', 'monthUnread'],
  ['2026', 'monthUnread'],
  ['46339', 'monthUnread'],
  ['Quý 4/2026', 'monthUnread'],
  ['', 'monthUnread']
])('no month that could be told: "%s"', (text, fault) => {
  expect(read(text)).toBe(fault);
});

test('a whole day belongs to a month by the window of the store', () => {
  expect(read('20/11/2026')).toBe('2026-12');
  expect(read('14/11/2026')).toBe('2026-11');
  expect(read('20/11/2026', 'calendar')).toBe('2026-11');
  expect(read('2026-11-20')).toBe('2026-12');
  expect(read('10/10/2026')).toBe('2026-10');
  expect(told(monthOfDay('2026-11-20', 'window'))).toBe('2026-12');
  expect(told(monthOfDay('1905-07-18', 'window'))).toBe('monthUnread');
});
