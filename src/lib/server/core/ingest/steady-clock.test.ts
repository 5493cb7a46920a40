import { expect, test } from 'vitest';
import { HELD_BACK, steadyClock } from './steady-clock.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A machine whose calendar clock somebody can set while its own time goes on. */
function machine(at: number, from = 0) {
  let [wall, passed] = [at, 0];
  const told: [number, boolean][] = [];
  const clock = steadyClock(from, {
    read: () => wall,
    passed: () => passed,
    leapt: (by, believed) => told.push([by, believed])
  });
  return {
    clock,
    told,
    go: (by: number) => {
      wall += by;
      passed += by;
    },
    set: (by: number) => {
      wall += by;
    }
  };
}

test('goes with the time and never backwards, over restarts neither', () => {
  const { clock, go } = machine(1_000 * HOUR, 1_001 * HOUR);
  expect(clock()).toBe(1_001 * HOUR);
  go(2 * HOUR);
  expect(clock()).toBe(1_002 * HOUR);
});

test('small corrections are followed, back ones by standing still', () => {
  const { clock, go, set } = machine(1_000 * HOUR);
  set(20_000);
  expect(clock()).toBe(1_000 * HOUR + 20_000);
  set(-10_000);
  expect(clock()).toBe(1_000 * HOUR + 20_000);
  go(MINUTE);
  expect(clock()).toBe(1_000 * HOUR + 10_000 + MINUTE);
});

test.each([24, 3, -3, -24])('a leap of %i hours that is put right is told and never believed', (hours) => {
  const { clock, told, go, set } = machine(1_000 * HOUR);
  clock();
  set(hours * HOUR);
  for (let minute = 0; minute < 50; minute++) {
    const before = clock();
    go(MINUTE);
    expect(clock()).toBeLessThanOrEqual(1_000 * HOUR + (minute + 1) * MINUTE);
    expect(clock()).toBeGreaterThanOrEqual(before);
  }
  set(-hours * HOUR);
  expect(clock()).toBe(1_000 * HOUR + 50 * MINUTE);
  expect(told).toEqual([[hours * HOUR, false]]);
});

test('a leap forward that stands for hours is believed in the end', () => {
  const { clock, told, go, set } = machine(1_000 * HOUR);
  clock();
  set(24 * HOUR);
  clock();
  go(HELD_BACK - MINUTE);
  expect(clock()).toBe(1_000 * HOUR + HELD_BACK - MINUTE);
  go(MINUTE);
  expect(clock()).toBe(1_024 * HOUR + HELD_BACK);
  expect(told.map(([, believed]) => believed)).toEqual([false, true]);
});

test('one moment in the far future, in the log or of the machine, does not stop it for ever', () => {
  const { clock, go, set } = machine(1_000 * HOUR, 9_000 * HOUR);
  expect(clock()).toBe(1_000 * HOUR);
  set(8_000 * HOUR);
  clock();
  go(HELD_BACK);
  expect(clock()).toBe(9_000 * HOUR + HELD_BACK);
  set(-8_000 * HOUR);
  clock();
  go(HELD_BACK);
  expect(clock()).toBe(1_000 * HOUR + 2 * HELD_BACK);
});
