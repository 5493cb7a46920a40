import { expect, test } from 'vitest';
import { PageClock } from '../device/page-clock.ts';
import { Live, type ArrivalNote } from './live.svelte.ts';

const noteAt = (position: number): ArrivalNote => ({ node: 1, period: 24_322, position, at: position });
const begin = () => new Live(new PageClock(0, { steady: () => 0, calendar: () => 0 }));

test('each arrival is new once, also those of a store whose positions begin below what was seen', () => {
  const live = begin();
  live.arrive([noteAt(120), noteAt(121)]);
  expect(live.after(null).map(({ position }) => position)).toEqual([121, 120]);
  const seen = live.last;
  expect(live.after(seen)).toEqual([]);
  live.arrive([noteAt(122)]);
  expect(live.after(seen).map(({ position }) => position)).toEqual([122]);
  live.forget();
  live.arrive([noteAt(90)]);
  expect(live.after(seen).map(({ position }) => position)).toEqual([90]);
});

test('what was told by a store that is no more goes, and what is asked for beside the line is asked for anew', () => {
  const live = begin();
  live.hear(1, 122);
  live.arrive([noteAt(122)]);
  const before = live.caught;
  live.forget();
  expect([live.position, live.last]).toEqual([0, null]);
  expect(live.caught).toBeGreaterThan(before);
});
