import { uptime } from 'node:os';

/** How far a machine's clock is believed to have gone backwards, milliseconds: a day. */
const MOST_BEHIND = 24 * 3_600_000;
/** A step of the machine's clock up to here is an ordinary correction and is followed at once, milliseconds. */
const SMALL_STEP = 30_000;
/** How long a leap of the machine's clock must have stood before it is believed, milliseconds. */
export const HELD_BACK = 6 * 3_600_000;

/**
 * Whether the log's latest receipt lies so far ahead of a clock that the receipt must be wrong: somebody's clock once
 * stood in the future. To wait for that day would stop time, and let reports in for periods that have not begun.
 */
export function isBeyondBelief(latest: number, now: number): boolean {
  return latest - now > MOST_BEHIND;
}

/** What a steady clock stands on. */
export interface ClockSources {
  /** The machine's calendar clock, milliseconds since 1970, UTC: somebody may set it. */
  readonly read?: () => number;
  /** Milliseconds since the machine started, sleep included: nobody can set it. */
  readonly passed?: () => number;
  /** Hears of a leap: by how much (positive is forward), and whether it is now believed. */
  readonly leapt?: (by: number, believed: boolean) => void;
}

/**
 * The clock by which lateness is judged (RULES 3): it never goes backwards and does not leap. Whole milliseconds since
 * 1970, UTC, whatever the sources give: a moment of it enters the log.
 *
 * From the start on it goes with the time that has *passed* on the machine. Where the calendar clock says otherwise by
 * more than half a minute, somebody or something has set it: that is told once and believed only when it has stood
 * for six hours (or after a restart). Until then a leap forward is not followed, so that nobody is late who was not;
 * after a leap back time stands still at the latest moment that was given. `from` is the log's latest receipt, so that
 * this holds over restarts too. It waits for a day at most: what is more than that ahead must be wrong.
 */
export function steadyClock(from: number, sources: ClockSources = {}): () => number {
  const { read = Date.now, passed = () => uptime() * 1000, leapt = () => undefined } = sources;
  let anchor = { wall: Math.floor(read()), passed: passed() };
  let latest = isBeyondBelief(from, anchor.wall) ? anchor.wall : Math.ceil(from);
  /** The leap that is being held back: how far, and since when on the machine's own time. */
  let held: { by: number; since: number } | null = null;

  return () => {
    const [wall, since] = [Math.floor(read()), passed()];
    const steady = anchor.wall + (since - anchor.passed);
    const by = wall - steady;
    if (Math.abs(by) <= SMALL_STEP) {
      held = null;
      anchor = { wall, passed: since };
      latest = Math.max(latest, wall);
      return latest;
    }
    if (!held || Math.abs(held.by - by) > SMALL_STEP) {
      held = { by, since };
      leapt(by, false);
    }
    if (since - held.since >= HELD_BACK) {
      leapt(by, true);
      held = null;
      anchor = { wall, passed: since };
      latest = isBeyondBelief(latest, wall) ? wall : Math.max(latest, wall);
      return latest;
    }
    latest = Math.max(latest, Math.min(wall, Math.floor(steady)));
    return latest;
  };
}
