import { setImmediate as turn } from 'node:timers/promises';
import { reportedPeriod } from '../../../domain/period.ts';
import type { Publisher } from './publish.ts';

/** Months back of which anybody may ask on a unit's page: its lines of a year. */
const MONTHS = 12;

/**
 * Makes the roll-ups that the first visitors and the first deltas need, one a turn, so that nobody waits for all of
 * them at once: every indicator that is filed, for the period being reported, the one before it and the one after, and
 * the units' alone for the year before. Of all nodes no more than are kept. `now` is milliseconds UTC.
 */
export async function warmUp({ warm, fold }: Publisher, now: number): Promise<void> {
  const reported = reportedPeriod(now, fold.world.profile);
  const every = fold.world.indicators.map(({ ordinal }) => ordinal);
  const near = [reported, reported - 1, reported + 1];
  await warm.readyUnits(every, near);
  let room = warm.roomForNodes;
  for (const period of near) {
    for (const ordinal of every) {
      await turn();
      if (room-- > 0 && warm.isExpected(ordinal, period)) warm.rows(ordinal, period);
    }
  }
  const open = fold.touches.periods.filter((period) => period < reported - 1 && period > reported - MONTHS);
  await warm.readyUnits(every, open.reverse());
}
