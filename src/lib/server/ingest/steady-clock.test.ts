import { expect, test } from 'vitest';
import { steadyClock } from './steady-clock.ts';

const HOUR = 3_600_000;

test('does not go backwards, over restarts neither', () => {
  let now = 1_000 * HOUR;
  const clock = steadyClock(1_001 * HOUR, () => now);
  expect(clock()).toBe(1_001 * HOUR);
  now = 1_002 * HOUR;
  expect(clock()).toBe(now);
  now -= 20 * HOUR;
  expect(clock()).toBe(1_002 * HOUR);
});

test('one moment in the far future, in the log or of the machine, does not stop it', () => {
  let now = 1_000 * HOUR;
  const clock = steadyClock(9_000 * HOUR, () => now);
  expect(clock()).toBe(now);
  now = 9_000 * HOUR;
  expect(clock()).toBe(now);
  now = 1_001 * HOUR;
  expect(clock()).toBe(now);
});
