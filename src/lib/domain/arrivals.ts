/** A step line: `filed[i]` first versions had come by `moments[i]` (milliseconds UTC, rising). */
export interface BurnUp {
  readonly moments: readonly number[];
  readonly filed: readonly number[];
}

const MINUTE = 60_000;
/** How finely time is cut where there are too many receipts to tell each. */
const STEPS = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);

/**
 * The burn-up of receipts, in any order, with at most `most` points. Where it has to be thinned, a point stands at the
 * last receipt of its stretch of time: every point is true, and the last one counts all of them.
 */
export function burnUp(receipts: readonly number[], most: number): BurnUp {
  const sorted = Float64Array.from(receipts).sort();
  for (const step of [1, ...STEPS]) {
    const points = pointsOf(sorted, step);
    if (points.moments.length <= most) return points;
  }
  const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  // One stretch less than points: receipts need not begin where a stretch does.
  return pointsOf(sorted, Math.ceil(span / Math.max(1, most - 1)));
}

/** How many had come by a moment. */
export function filedBy({ moments, filed }: BurnUp, moment: number): number {
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]! <= moment) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : filed[low - 1]!;
}

function pointsOf(sorted: Float64Array, step: number): { moments: number[]; filed: number[] } {
  const moments: number[] = [];
  const filed: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    const next = sorted[i + 1];
    if (next !== undefined && Math.floor(next / step) === Math.floor(sorted[i]! / step)) continue;
    moments.push(sorted[i]!);
    filed.push(i + 1);
  }
  return { moments, filed };
}
