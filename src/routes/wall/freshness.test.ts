import { expect, test } from 'vitest';
import { Live } from '$lib/board/live.svelte.ts';
import { PageClock } from '$lib/device/page-clock.ts';
import { Freshness } from './freshness.svelte.ts';

const START = Date.UTC(2026, 10, 20, 2);
const HOUR = 3_600_000;

/** A wall on a screen whose calendar is off by `wrong` milliseconds. */
function wall(wrong = 0) {
  let [steady, calendar] = [3_000, START + wrong];
  const clock = new PageClock(START, { steady: () => steady, calendar: () => calendar });
  const live = new Live(clock);
  const freshness = new Freshness(live, () => 0, START);
  let server = START;
  live.connection = 'live';
  live.beat(server);
  /** Seconds go by, one tick each; `beats` says whether the server is heard. */
  const pass = (seconds: number, beats = false) => {
    for (let s = 0; s < seconds; s++) {
      steady += 1_000;
      calendar += 1_000;
      server += 1_000;
      if (beats) live.beat(server);
      live.tick();
      freshness.tick();
    }
  };
  /** The screen sleeps: no tick, and on many systems no steady clock. */
  const sleep = (ms: number) => {
    calendar += ms;
    server += ms;
  };
  const set = (ms: number) => (calendar += ms);
  return { live, freshness, pass, sleep, set, serverNow: () => server };
}

const CALENDARS = [0, 90_000, 5 * 60_000, 26 * HOUR, 60 * 24 * HOUR, -26 * HOUR];

test.each(CALENDARS)(
  'a screen that is %i ms off shows the server’s second, and says within the grace that the line is lost',
  (wrong) => {
    const { live, freshness, pass, serverNow } = wall(wrong);
    pass(60, true);
    expect(freshness.staleness).toBeNull();
    expect(freshness.asOf).toBe(serverNow());
    live.connection = 'lost';
    pass(8);
    expect(freshness.staleness).toBeNull();
    pass(1);
    expect(freshness.staleness).toBe('lost');
    expect(freshness.span).toBe(9_000);
    expect(freshness.isUnsure).toBe(false);
    expect(freshness.asOf).toBe(serverNow() - 9_000);
    live.connection = 'refused';
    expect(freshness.staleness).toBe('refused');
  }
);

test.each(CALENDARS)(
  'a line that dies without a word is found out on a screen that is %i ms off',
  (wrong) => {
    const { live, freshness, pass, serverNow } = wall(wrong);
    pass(30, true);
    const heard = serverNow();
    pass(16);
    expect(live.connection).toBe('live');
    expect(freshness.staleness).toBe('lost');
    expect(freshness.asOf).toBe(heard);
    live.beat(serverNow());
    pass(1);
    expect(freshness.staleness).toBeNull();
  }
);

test('a line that is back is believed at once, before its first heartbeat', () => {
  const { live, freshness, pass, serverNow } = wall();
  pass(8);
  live.connection = 'lost';
  pass(20);
  live.connection = 'live';
  live.beat();
  pass(10);
  expect(freshness.staleness).toBeNull();
  expect(freshness.asOf).toBe(serverNow());
});

test('a screen that wakes up proves its line anew, and shows of when its figures are until it has', () => {
  const { live, freshness, pass, sleep, serverNow } = wall();
  pass(20, true);
  let woken = 0;
  live.slept = () => (woken += 1);
  const before = serverNow();
  sleep(8 * HOUR);
  pass(1);
  expect(woken).toBe(1);
  expect(freshness.stands).toBe(false);
  expect(freshness.asOf).toBe(before);
  pass(8);
  expect(woken).toBe(1);
  expect(freshness.staleness).toBe('lost');
  expect([freshness.isUnsure, freshness.span]).toEqual([true, 9_000]);
  expect(freshness.asOf).toBe(before);
  live.beat(serverNow());
  pass(1);
  expect(freshness.staleness).toBeNull();
  expect(freshness.asOf).toBe(serverNow());
});

test.each([26 * HOUR, -26 * HOUR, 40_000])(
  'a calendar that leaps by %i ms while the line is cut silences nothing and adds nothing',
  (leap) => {
    const { live, freshness, pass, set, serverNow } = wall();
    pass(20, true);
    const before = serverNow();
    live.connection = 'lost';
    pass(12);
    expect(freshness.staleness).toBe('lost');
    set(leap);
    for (let second = 0; second < 20; second++) {
      pass(1);
      expect(freshness.staleness).toBe('lost');
    }
    expect(freshness.span).toBe(32_000);
    expect(freshness.asOf).toBe(before);
  }
);

test.each([26 * HOUR, -26 * HOUR])(
  'a calendar that leaps by %i ms while the line stands changes nothing once the server speaks',
  (leap) => {
    const { freshness, pass, set, serverNow, live } = wall();
    pass(20, true);
    set(leap);
    pass(2);
    expect(freshness.staleness).toBeNull();
    pass(5, true);
    expect(freshness.asOf).toBe(serverNow());
    live.connection = 'lost';
    pass(9);
    expect([freshness.staleness, freshness.span]).toEqual(['lost', 9_000]);
  }
);
