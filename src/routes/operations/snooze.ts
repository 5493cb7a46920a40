import { addDays, startOfDay } from '$lib/domain/deadline.ts';
import { dayAt } from '$lib/domain/period.ts';

const HOUR = 3_600_000;

/** Until when a row may be put off with one press; moments in milliseconds UTC, mornings at 08:00 in Viet Nam. */
export const SNOOZES = [
  { name: 'snooze1h', until: (now: number) => now + HOUR },
  { name: 'snooze4h', until: (now: number) => now + 4 * HOUR },
  { name: 'snoozeTomorrow', until: (now: number) => morning(addDays(dayAt(now), 1)) },
  { name: 'snoozeMonday', until: (now: number) => morning(nextMonday(dayAt(now))) },
  { name: 'snoozeWeek', until: (now: number) => now + 7 * 24 * HOUR }
] as const;

function morning(day: string): number {
  return startOfDay(day) + 8 * HOUR;
}

function nextMonday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? 1 : 8 - weekday);
}
