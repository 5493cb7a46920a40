/**
 * A clock that never goes backwards (RULES 3): lateness is judged by it. `from` is the log's latest receipt, so that
 * it holds over restarts too. Milliseconds since 1970, UTC.
 */
export function steadyClock(from: number, read: () => number = Date.now): () => number {
  let latest = from;
  return () => (latest = Math.max(latest, read()));
}
