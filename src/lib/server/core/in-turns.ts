import { setImmediate as nextTurn } from 'node:timers/promises';
import { workedMs } from './worked.ts';

/** After this long others are served before work is gone on with, milliseconds of the thread. */
const TURN_MS = 20;

/** Goes through the steps of some work and lets others be served between them; `spent` hears how long it was at it. */
export async function inTurns<T>(
  steps: Generator<void, T>,
  spent: (ms: number) => void = () => undefined
): Promise<T> {
  for (let turn = workedMs(); ;) {
    const { done, value } = steps.next();
    const ms = workedMs() - turn;
    if (done || ms >= TURN_MS) spent(ms);
    if (done) return value;
    if (ms < TURN_MS) continue;
    await nextTurn();
    turn = workedMs();
  }
}

/** The same all at once, for whoever has nobody else to serve. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
