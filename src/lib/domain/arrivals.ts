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

/** Receipts of one day by equal stretches of it, beside those of the days before it. */
export interface DayOfArrivals {
  /** When the day began, milliseconds UTC. */
  readonly from: number;
  /** Received in each stretch of the day. */
  readonly today: readonly number[];
  /** The same of the days before, together. */
  readonly before: readonly number[];
  /** How many days before are counted. */
  readonly days: number;
}

/** Days before today by which the usual is told. */
const USUAL_DAYS = 28;
const DAY = 1440 * MINUTE;

/** Receipts, newest first, by the stretches of the day that began at `from` and of the days before it. */
export function dayOfArrivals(newestFirst: Iterable<number>, from: number, stretches: number): DayOfArrivals {
  const [today, before] = [new Array<number>(stretches).fill(0), new Array<number>(stretches).fill(0)];
  const first = from - USUAL_DAYS * DAY;
  let oldest = from;
  for (const moment of newestFirst) {
    if (moment < first) break;
    if (moment >= from + DAY) continue;
    const counts = moment >= from ? today : before;
    counts[Math.floor((((moment - first) % DAY) * stretches) / DAY)]! += 1;
    oldest = Math.min(oldest, moment);
  }
  return { from, today, before, days: Math.ceil((from - oldest) / DAY) };
}

/** How many usually come by a moment of the day; null where no day before is known. */
export function usualBy({ from, before, days }: DayOfArrivals, moment: number): number | null {
  if (days === 0) return null;
  const passed = Math.min(1, Math.max(0, (moment - from) / DAY)) * before.length;
  const whole = Math.floor(passed);
  const part = (before[whole] ?? 0) * (passed - whole);
  return (sumOf(before.slice(0, whole)) + part) / days;
}

/** How many came in all. */
export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
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
