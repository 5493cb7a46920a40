import { setImmediate as turn } from 'node:timers/promises';
import { reportedPeriod } from '../../domain/period.ts';
import type { Publisher } from './publish.ts';

/**
 * Makes the roll-ups that the first visitors and the first deltas need, one a turn, so that nobody waits for all of
 * them at once: every indicator that is filed, for the period being reported, the one before it and the one after.
 * `now` is milliseconds UTC.
 */
export async function warmUp({ warm, fold }: Publisher, now: number): Promise<void> {
  const reported = reportedPeriod(now, fold.world.profile);
  for (const period of [reported, reported - 1, reported + 1]) {
    for (const { ordinal } of fold.world.indicators) {
      await turn();
      if (warm.isExpected(ordinal, period)) warm.rows(ordinal, period);
    }
  }
}
