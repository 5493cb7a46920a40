/** One unit among its likes: its value, and how much chance alone would move that (a variance). */
export interface Rival {
  readonly key: number;
  readonly value: number;
  readonly variance: number;
}

/** Where a unit may come among its likes: its place, and the best and the worst that its figures allow. */
export interface RankInterval {
  readonly key: number;
  readonly place: number;
  readonly best: number;
  readonly worst: number;
  /** How many are compared. */
  readonly of: number;
}

/** How sure the interval is of one unit, over all its comparisons together. */
const CONFIDENCE = 0.95;

/**
 * The places that chance allows each unit among its likes, the larger value first: at best behind those that are surely
 * above it, at worst before those that are surely below it. Two differ surely where their difference is beyond what
 * chance makes of numbers of that size, at 95 % over all comparisons of a unit (Bonferroni): the marginal confidence
 * sets of Mogstad, Romano, Shaikh and Wilhelm, "Inference for Ranks", Review of Economic Studies 2024;91:476–518.
 */
export function rankIntervals(rivals: readonly Rival[]): RankInterval[] {
  const of = rivals.length;
  if (of < 2) return [];
  const z = normalQuantile(1 - (1 - CONFIDENCE) / (2 * (of - 1)));
  return rivals.map(({ key, value, variance }) => {
    let [ahead, surelyAhead, surelyBehind] = [0, 0, 0];
    for (const other of rivals) {
      if (other.key === key) continue;
      const difference = other.value - value;
      const limit = z * Math.sqrt(variance + other.variance);
      if (difference > 0) ahead += 1;
      if (difference > limit) surelyAhead += 1;
      if (-difference > limit) surelyBehind += 1;
    }
    return { key, place: ahead + 1, best: surelyAhead + 1, worst: of - surelyBehind, of };
  });
}

/** The standard normal's quantile for parts over one half (Acklam's rational approximation, relative error under 1.2e-9). */
export function normalQuantile(part: number): number {
  const ratio = (top: readonly number[], bottom: readonly number[], x: number) =>
    top.reduce((sum, c) => sum * x + c, 0) / bottom.reduce((sum, c) => sum * x + c, 0);
  if (part > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(1 - part));
    return -ratio(TAIL_TOP, TAIL_BOTTOM, q);
  }
  const q = part - 0.5;
  return q * ratio(CENTRE_TOP, CENTRE_BOTTOM, q * q);
}

const CENTRE_TOP = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239
];
const CENTRE_BOTTOM = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1
];
const TAIL_TOP = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783
];
const TAIL_BOTTOM = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
