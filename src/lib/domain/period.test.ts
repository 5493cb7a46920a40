import { expect, test } from 'vitest';
import {
  currentPeriod,
  firstDay,
  formatPeriod,
  isDay,
  lastDay,
  parsePeriod,
  periodOfDay,
  reportedPeriod
} from './period.ts';

const november = parsePeriod('2026-11')!;

test('a window period runs from the 15th to the 14th and is named by its last day', () => {
  expect(firstDay(november, 'window')).toBe('2026-10-15');
  expect(lastDay(november, 'window')).toBe('2026-11-14');
  expect(firstDay(parsePeriod('2026-01')!, 'window')).toBe('2025-12-15');
});

test('a calendar period is the month, leap years too', () => {
  expect(firstDay(november, 'calendar')).toBe('2026-11-01');
  expect(lastDay(parsePeriod('2028-02')!, 'calendar')).toBe('2028-02-29');
  expect(lastDay(parsePeriod('2026-12')!, 'calendar')).toBe('2026-12-31');
});

test.each(['window', 'calendar'] as const)(
  'every day of two years lies in the period that holds it (%s)',
  (profile) => {
    for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const period = periodOfDay(day, profile);
      expect(firstDay(period, profile) <= day && day <= lastDay(period, profile)).toBe(true);
    }
  }
);

test('the day turns at midnight of Vietnam, not of Greenwich', () => {
  const lastMoment = Date.parse('2026-11-14T23:59:59.999+07:00');
  expect(currentPeriod(lastMoment, 'window')).toBe(november);
  expect(currentPeriod(lastMoment + 1, 'window')).toBe(november + 1);
  expect(reportedPeriod(lastMoment + 1, 'window')).toBe(november);
});

test('periods are read and written, and nothing else is', () => {
  expect(formatPeriod(november)).toBe('2026-11');
  for (const junk of ['2026-13', '2026-00', '1999-01', '2026-1', ' 2026-01', '2026-01-01', '']) {
    expect(parsePeriod(junk)).toBeNull();
  }
  expect(isDay('2027-02-29')).toBe(false);
  expect(isDay('2028-02-29')).toBe(true);
  expect(isDay('2026-04-31')).toBe(false);
});
