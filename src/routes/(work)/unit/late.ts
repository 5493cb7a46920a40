const DAY_MS = 86_400_000;

/** Milliseconds after a deadline as days, begun ones whole. */
export function lateDays(lateBy: number): number {
  return Math.ceil(lateBy / DAY_MS);
}
