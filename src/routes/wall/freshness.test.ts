import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Live } from '$lib/board/live.svelte.ts';
import { Freshness } from './freshness.svelte.ts';

const START = Date.UTC(2026, 10, 20, 2);
/** The server's clock is ahead of the screen's. */
const AHEAD = 90_000;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

function wall() {
  const live = new Live();
  const freshness = new Freshness(live, () => 0, START + AHEAD);
  live.connection = 'live';
  live.hear(START + AHEAD, 1);
  /** Seconds go by, one tick each. */
  const pass = (seconds: number, beats = false) => {
    for (let s = 0; s < seconds; s++) {
      vi.setSystemTime(Date.now() + 1_000);
      live.now = Date.now();
      if (beats) live.beat();
      freshness.tick();
    }
  };
  return { live, freshness, pass };
}

test('while the server is heard from, what is shown is true of this second', () => {
  const { freshness, pass } = wall();
  pass(60, true);
  expect(freshness.staleness).toBeNull();
  expect(freshness.asOf).toBe(START + AHEAD + 60_000);
});

test('a line that died without a word is found out, and the picture dated by what was heard last', () => {
  const { live, freshness, pass } = wall();
  pass(30, true);
  pass(16);
  expect(live.connection).toBe('live');
  expect(freshness.staleness).toBe('lost');
  expect(freshness.asOf).toBe(START + AHEAD + 30_000);
  live.beat();
  pass(1);
  expect(freshness.staleness).toBeNull();
});

test('a line that is back is believed at once, before its first heartbeat', () => {
  const { live, freshness, pass } = wall();
  pass(8);
  live.connection = 'lost';
  pass(20);
  live.connection = 'live';
  live.beat();
  pass(10);
  expect(freshness.staleness).toBeNull();
  expect(freshness.asOf).toBe(START + AHEAD + 38_000);
});

test('a cut is forgiven for some seconds, and a refusal for none', () => {
  const { live, freshness, pass } = wall();
  live.connection = 'lost';
  pass(8);
  expect(freshness.staleness).toBeNull();
  pass(1);
  expect(freshness.staleness).toBe('lost');
  live.connection = 'refused';
  expect(freshness.staleness).toBe('refused');
});
