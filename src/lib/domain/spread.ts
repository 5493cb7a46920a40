/**
 * What the other groups of a kind in a commune report of one indicator: rates for shares and quotas, numbers for counts.
 * `least` and `most` are the fence (see `spreadOf`); null where too few report to say what is usual.
 */
export interface Spread {
  /** How many groups report, and the middle of all. */
  readonly count: number;
  readonly median: number;
  /** The lowest and the highest of those within the fence; of all where there is none. */
  readonly low: number;
  readonly high: number;
  readonly fence: { readonly least: number; readonly most: number } | null;
  /** The values are rates; else numbers. */
  readonly isRate: boolean;
  /** Rates over a smaller base are not held against the others: 1 of 2 is 50 %. */
  readonly minBase: number;
}

/** With fewer others nobody can say what is usual. */
export const LEAST_NEIGHBOURS = 5;
/** A difference of fewer people, households or events stands out nowhere. */
const LEAST_APART = 5;
/** Rates that are nearer to the middle stand out nowhere, however alike the others are. */
const LEAST_RATE = 0.1;
/** Of the modified z-score 0.6745 (x − median) / MAD: 3.5 (Iglewicz and Hoaglin, 1993). */
const BEYOND = 3.5 / 0.6745;
/** The same where more than half are equal, so that MAD is 0: of 1.2533 × the mean absolute deviation. */
const BEYOND_MEAN = 3.5 * 1.2533;

/**
 * The spread of some values; null where there are none. The fence is robust: the median less and more 3.5 times the
 * modified deviation, so that another group's slip neither hides this one nor counts as usual. Counts are taken by their
 * square roots, since numbers of events scatter by them: 1.234 stands out among 1 to 28, and 40 among 5 to 28 does not.
 */
export function spreadOf(values: readonly number[], isRate: boolean, minBase: number): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const fence = sorted.length < LEAST_NEIGHBOURS ? null : fenceOf(sorted, isRate);
  const usual = fence ? sorted.filter((one) => one >= fence.least && one <= fence.most) : sorted;
  const [low, high] = [usual[0] ?? 0, usual.at(-1) ?? 0];
  return { count: sorted.length, low, median: middleOf(sorted), high, fence, isRate, minBase };
}

function fenceOf(sorted: readonly number[], isRate: boolean): NonNullable<Spread['fence']> {
  const scaled = isRate ? sorted : sorted.map(Math.sqrt);
  const middle = middleOf(scaled);
  const away = scaled.map((one) => Math.abs(one - middle)).sort((a, b) => a - b);
  const mad = middleOf(away);
  const mean = away.reduce((sum, one) => sum + one, 0) / away.length;
  const reach = mad > 0 ? BEYOND * mad : BEYOND_MEAN * mean;
  if (!isRate) return { least: Math.max(0, middle - reach) ** 2, most: (middle + reach) ** 2 };
  const wide = Math.max(LEAST_RATE, reach);
  return { least: middle - wide, most: middle + wide };
}

/** Whether a figure lies beyond the fence of the others, by at least `LEAST_APART` from their middle. `den` is not asked of counts. */
export function isOutlying(spread: Spread | null, num: number, den: number | null): boolean {
  if (!spread?.fence) return false;
  const of = spread.isRate ? (den ?? 0) : 1;
  if (of < spread.minBase) return false;
  const { least, most } = spread.fence;
  return (num < least * of || num > most * of) && Math.abs(num - spread.median * of) >= LEAST_APART;
}

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 0 ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
