/** How long until something is due, or since it was: in whole days from two days on, else hours, in the last one minutes. */
export interface TimeLeft {
  readonly over: boolean;
  readonly unit: 'days' | 'hours' | 'minutes';
  readonly n: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Time left is rounded down, so that nobody is promised an hour too many; moments are milliseconds UTC. */
export function timeLeft(endsAt: number, now: number): TimeLeft {
  const over = now >= endsAt;
  const span = Math.abs(endsAt - now);
  if (span >= 2 * DAY) return { over, unit: 'days', n: Math.floor(span / DAY) };
  if (span >= HOUR) return { over, unit: 'hours', n: Math.floor(span / HOUR) };
  return { over, unit: 'minutes', n: Math.floor(span / MINUTE) };
}
