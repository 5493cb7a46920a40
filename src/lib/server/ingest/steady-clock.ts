/** How far a machine's clock is believed to have gone backwards, milliseconds: a day. */
const MOST_BEHIND = 24 * 3_600_000;

/**
 * Whether the log's latest receipt lies so far ahead of a clock that the receipt must be wrong: somebody's clock once
 * stood in the future. To wait for that day would stop time, and let reports in for periods that have not begun.
 */
export function isBeyondBelief(latest: number, now: number): boolean {
  return latest - now > MOST_BEHIND;
}

/**
 * A clock that does not go backwards (RULES 3): lateness is judged by it. `from` is the log's latest receipt, so that
 * it holds over restarts too. It waits a day at most: after a leap back of more it goes with the machine's clock.
 * Milliseconds since 1970, UTC.
 */
export function steadyClock(from: number, read: () => number = Date.now): () => number {
  let latest = from;
  return () => {
    const now = read();
    latest = isBeyondBelief(latest, now) ? now : Math.max(latest, now);
    return latest;
  };
}
