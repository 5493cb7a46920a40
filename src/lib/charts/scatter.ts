/** One unit with two figures, as ratios or counts. */
export interface Pair {
  readonly key: number;
  readonly x: number;
  readonly y: number;
  /** The base that its dot is sized by. */
  readonly weight: number;
}

/** How many units meet both targets, one of them, none. */
export interface Quadrants {
  readonly both: number;
  readonly onlyX: number;
  readonly onlyY: number;
  readonly neither: number;
}

/** Units that a correlation needs at least before it is told. */
export const LEAST_PAIRS = 20;

/** Rank correlation with its interval. */
export interface Correlation {
  /** −1 to 1. */
  readonly rho: number;
  /** The 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Nothing can be told where the interval holds zero. */
  readonly isTold: boolean;
}

/** Counts units by whether each of their two figures was met, as their own lines say. */
export function quadrantsOf(units: readonly { readonly metX: boolean; readonly metY: boolean }[]): Quadrants {
  const count = (x: boolean, y: boolean) => units.filter(({ metX, metY }) => metX === x && metY === y).length;
  return {
    both: count(true, true),
    onlyX: count(true, false),
    onlyY: count(false, true),
    neither: count(false, false)
  };
}

/**
 * Spearman's rank correlation, every unit counting once, with the interval of Fisher's transform (Bonett and Wright
 * 2000); null under `LEAST_PAIRS` units or where one figure is the same everywhere. It says that two figures go
 * together among these units and nothing about why.
 */
export function correlationOf(pairs: readonly Pair[]): Correlation | null {
  const n = pairs.length;
  if (n < LEAST_PAIRS) return null;
  const [a, b] = [ranksOf(pairs.map(({ x }) => x)), ranksOf(pairs.map(({ y }) => y))];
  const rho = pearson(a, b);
  if (rho === null) return null;
  const z = Math.atanh(Math.min(0.999999, Math.max(-0.999999, rho)));
  const half = 1.959964 * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  const [low, high] = [Math.tanh(z - half), Math.tanh(z + half)];
  return { rho, low, high, n, isTold: low > 0 || high < 0 };
}

/** Ranks from 1, equals sharing the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at++) ranks[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

function pearson(a: readonly number[], b: readonly number[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}
