/** One comparison: the same work by us and by a named peer, in the same run. */
export interface Line {
  /** What is done: `Drill-down of a province, 3,766 groups`. */
  readonly what: string;
  /** Whom we are compared with: `arquero 8`, `one fsync a request`. */
  readonly peer: string;
  /** Both in the same unit; smaller is better unless `more` is. */
  readonly ours: number;
  readonly theirs: number;
  readonly unit: 'ms' | 'KB' | 'MB' | '/s';
  readonly note?: string;
}

/** A subject of the bench; its lines are measured when it is run. */
export interface Topic {
  readonly name: string;
  run(): Promise<Line[]>;
}

/** How many times better ours is than theirs: over 1 is better, whatever the unit. */
export function ratio({ ours, theirs, unit }: Line): number {
  return unit === '/s' ? ours / theirs : theirs / ours;
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
