import { isDay, periodOfDay, type Day, type Period, type PeriodProfile } from '../domain/period.ts';
import { foldMarks, seen } from '../i18n/names.ts';

/** Which month a cell says, or why that is not known. */
export type MonthReading =
  | { readonly period: Period; readonly day: Day | null }
  | { readonly fault: 'monthUnread' | 'monthBareNumber' | 'monthDayOrder'; readonly what: string };

/** Words that stand in front of a month; `t` and `th` as in `T10/2026`. */
const BEFORE = /^(?:ky bao cao|ky|thang|th|t|month|period)?[.: ]*/;

/**
 * Reads what says a month (RULES 29): `2026-10`, `10/2026`, `T10/2026`, `Tháng 10 năm 2026`, `202610`, or a whole day,
 * which belongs to a month by the store's own window. A bare number such as `2026.1` may be October that lost its zero,
 * and `05/10/2026` may begin with the month: those are faults.
 */
export function readMonth(text: string, profile: PeriodProfile): MonthReading {
  const what = seen(text);
  const plain = foldMarks(what);
  if (/^\d+[.,]\d+$/.test(plain)) return { fault: 'monthBareNumber', what };
  const whole = /^(\d{4})(\d{2})$/.exec(plain);
  if (whole) return monthOf(whole[1], whole[2], what);
  const iso = /^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[t ]00:00(?::00)?(?:\.0+)?z?)?$/.exec(plain);
  if (iso)
    return iso[3] === undefined
      ? monthOf(iso[1], iso[2], what)
      : dayOf(iso[1], iso[2], iso[3], what, profile);
  const day = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain);
  if (day) return dayInWords(day, what, profile);
  const month = /^(\d{1,2})(?: ?[-/] ?| ?(?:nam|,) ?| )(\d{4})$/.exec(plain.replace(BEFORE, ''));
  return month ? monthOf(month[2], month[1], what) : { fault: 'monthUnread', what };
}

/** A date that is a date by itself, as of a workbook's cell. */
export function monthOfDay(day: Day, profile: PeriodProfile): MonthReading {
  return isKnownYear(Number(day.slice(0, 4))) && isDay(day)
    ? { period: periodOfDay(day, profile), day }
    : { fault: 'monthUnread', what: day };
}

function dayInWords(
  [, first = '', second = '', year = '']: RegExpExecArray,
  what: string,
  profile: PeriodProfile
) {
  const [a, b] = [Number(first), Number(second)];
  if (a <= 12 && b <= 12 && a !== b) return { fault: 'monthDayOrder', what } as const;
  // People of Vietnam write the day first; only where that is no date, the month.
  return b <= 12 ? dayOf(year, second, first, what, profile) : dayOf(year, first, second, what, profile);
}

function dayOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  what: string,
  profile: PeriodProfile
): MonthReading {
  const read = monthOfDay(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`, profile);
  return 'fault' in read ? { fault: 'monthUnread', what } : read;
}

function monthOf(year: string | undefined, month: string | undefined, what: string): MonthReading {
  const [y, m] = [Number(year), Number(month)];
  if (!isKnownYear(y) || !(m >= 1 && m <= 12)) return { fault: 'monthUnread', what };
  return { period: y * 12 + m - 1, day: null };
}

function isKnownYear(year: number): boolean {
  return year >= 2000 && year < 2200;
}
