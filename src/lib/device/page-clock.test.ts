import { expect, test } from 'vitest';
import { PageClock } from './page-clock.ts';

const SERVER = Date.UTC(2026, 10, 20, 2);
const HOUR = 3_600_000;

/** A device whose calendar is off by `wrong` milliseconds. */
function device(wrong: number) {
  let [steady, calendar] = [5_000, SERVER + wrong];
  return {
    clocks: { steady: () => steady, calendar: () => calendar },
    pass: (ms: number) => {
      steady += ms;
      calendar += ms;
    },
    /** The steady clock stands still, as on many systems. */
    sleep: (ms: number) => (calendar += ms),
    set: (ms: number) => (calendar += ms)
  };
}

test.each([0, 5 * 60_000, 26 * HOUR, 60 * 24 * HOUR, -26 * HOUR])(
  'a calendar that is off by %i ms changes nothing of the server’s moment',
  (wrong) => {
    const { clocks, pass } = device(wrong);
    const clock = new PageClock(SERVER, clocks);
    pass(90_000);
    expect(clock.now()).toBe(SERVER + 90_000);
    expect(clock.unsure).toBeNull();
  }
);

test('sleep counts as time that has passed, and the clock is unsure until the server speaks', () => {
  const { clocks, pass, sleep } = device(0);
  const clock = new PageClock(SERVER, clocks);
  pass(1_000);
  sleep(8 * HOUR);
  expect(clock.now()).toBe(SERVER + 1_000 + 8 * HOUR);
  expect(clock.unsure).not.toBeNull();
  pass(2_000);
  clock.hear(SERVER + 8 * HOUR + 3_500);
  expect(clock.unsure).toBeNull();
  expect(clock.now()).toBe(SERVER + 8 * HOUR + 3_500);
});

test('what was heard before a leap does not settle it', () => {
  const { clocks, pass, sleep } = device(0);
  const clock = new PageClock(SERVER, clocks);
  const heard = clock.steady();
  sleep(HOUR);
  clock.steady();
  clock.hear(SERVER, heard);
  expect(clock.unsure).not.toBeNull();
  pass(1);
  clock.hear(SERVER + HOUR);
  expect(clock.unsure).toBeNull();
});

test('a calendar that is set back changes nothing, and one that is set ahead is settled by the next word', () => {
  const { clocks, pass, set } = device(0);
  const clock = new PageClock(SERVER, clocks);
  set(-26 * HOUR);
  pass(5_000);
  expect(clock.now()).toBe(SERVER + 5_000);
  expect(clock.unsure).toBeNull();
  set(26 * HOUR);
  expect(clock.now()).toBe(SERVER + 5_000 + 26 * HOUR);
  clock.hear(SERVER + 5_000);
  pass(1_000);
  expect(clock.now()).toBe(SERVER + 6_000);
});

test('a clock that is corrected little by little is no leap', () => {
  const { clocks, pass, set } = device(0);
  const clock = new PageClock(SERVER, clocks);
  for (let second = 0; second < 600; second++) {
    pass(1_000);
    set(100);
    clock.steady();
  }
  expect(clock.now()).toBe(SERVER + 600_000);
  expect(clock.unsure).toBeNull();
});

test('a moment is whole milliseconds, whatever the steady clock counts: the server takes no other', () => {
  let steady = 5_000.3000000119;
  const clock = new PageClock(SERVER, { steady: () => steady, calendar: () => SERVER + steady });
  expect(clock.now()).toBe(SERVER);
  for (const passed of [0.1, 0.4, 1_000.7, 3_599_999.9]) {
    steady += passed;
    expect(Number.isInteger(clock.now())).toBe(true);
  }
  expect(clock.now()).toBe(SERVER + 3_601_001);
});
