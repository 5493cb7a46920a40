/** A day as `YYYY-MM-DD`; days compare as text. Always a day of Vietnam (+07:00). */
export type Day = string;

/** A reporting month, numbered year × 12 + (month − 1): 2026-01 is 24312. A month is named by its last day (RULES 2). */
export type Period = number;

/**
 * Which days a period holds (RULES 2). `window`: month m runs from the 15th of m−1 to the 14th of m and is due in m
 * (NĐ 09/2019, Điều 12). `calendar`: month m is the calendar month and is due in m+1.
 */
export type PeriodProfile = 'window' | 'calendar';

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Reads `YYYY-MM`; null where the text is not a month of the years 2000–2199. */
export function parsePeriod(text: string): Period | null {
  const match = /^(2[01]\d{2})-(0[1-9]|1[0-2])$/.exec(text);
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : null;
}

/** Writes a period as `YYYY-MM`. */
export function formatPeriod(period: Period): string {
  return `${yearOf(period)}-${String((period % 12) + 1).padStart(2, '0')}`;
}

/** The calendar year that a period belongs to. */
export function yearOf(period: Period): number {
  return Math.floor(period / 12);
}

/** The first period of the same calendar year. */
export function firstOfYear(period: Period): Period {
  return period - (period % 12);
}

/** The first day of a period. */
export function firstDay(period: Period, profile: PeriodProfile): Day {
  return profile === 'window' ? dayOfMonth(period - 1, 15) : dayOfMonth(period, 1);
}

/** The last day of a period: the day whose tree of units holds for it. */
export function lastDay(period: Period, profile: PeriodProfile): Day {
  if (profile === 'window') return dayOfMonth(period, 14);
  const year = yearOf(period);
  return dayOfMonth(period, new Date(Date.UTC(year, (period % 12) + 1, 0)).getUTCDate());
}

/** The period that holds a day. */
export function periodOfDay(day: Day, profile: PeriodProfile): Period {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return profile === 'window' && Number(day.slice(8, 10)) >= 15 ? month + 1 : month;
}

/** The newest period that has begun at a moment (milliseconds since 1970, UTC). Any later one is "future". */
export function currentPeriod(now: number, profile: PeriodProfile): Period {
  return periodOfDay(dayAt(now), profile);
}

/** Whether a period has not begun at a moment (milliseconds UTC): nothing can be filed for it yet (RULES 2). */
export function isFuture(period: Period, now: number, profile: PeriodProfile): boolean {
  return period > currentPeriod(now, profile);
}

/** The newest period that has ended at a moment (milliseconds since 1970, UTC): the one that is being reported. */
export function reportedPeriod(now: number, profile: PeriodProfile): Period {
  return currentPeriod(now, profile) - 1;
}

/** The day in Vietnam (+07:00) at a moment (milliseconds since 1970, UTC). */
export function dayAt(now: number): Day {
  return new Date(now + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists in the calendar. */
export function isDay(text: string): boolean {
  return DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function dayOfMonth(period: Period, day: number): Day {
  return `${formatPeriod(period)}-${String(day).padStart(2, '0')}`;
}
