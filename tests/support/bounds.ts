/** One sum that is told: the unknowns that it is made of, each once, and what they come to. */
export interface ToldSum {
  readonly unknowns: readonly string[];
  readonly sum: number;
}

/** The least and the most that an unknown can be. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

const EPSILON = 1e-7;

/**
 * What somebody who adds up and subtracts can find out: the tightest bounds of each unknown asked for, where none is
 * negative and all sums hold (linear programming, the simplex method with Bland's rule).
 */
export function boundsOf(sums: readonly ToldSum[], asked: readonly string[]): Map<string, Bounds> {
  const names = [...new Set(sums.flatMap(({ unknowns }) => unknowns))];
  const places = new Map(names.map((name, i) => [name, i]));
  const seen = new Set<string>();
  const rows = sums.flatMap(({ unknowns, sum }) => {
    const row = new Float64Array(names.length + 1);
    for (const name of unknowns) row[places.get(name)!]! += 1;
    row[names.length] = sum;
    const key = row.join();
    if (unknowns.length === 0 || seen.has(key)) return [];
    seen.add(key);
    return [row];
  });
  const tableau = feasible(rows, names.length);
  return new Map(
    asked.map((name) => {
      const place = places.get(name);
      if (place === undefined) return [name, { least: 0, most: Infinity }];
      return [name, { least: extreme(tableau, place, 1), most: extreme(tableau, place, -1) }];
    })
  );
}

interface Tableau {
  readonly rows: readonly Float64Array[];
  /** By row the unknown that it gives. */
  readonly basis: readonly number[];
  readonly width: number;
}

/** Sums in which each gives one unknown, and no value is negative. */
function feasible(sums: readonly Float64Array[], width: number): Tableau {
  const wide = width + sums.length;
  const rows = sums.map((sum, i) => {
    const row = new Float64Array(wide + 1);
    const sign = sum[width]! < 0 ? -1 : 1;
    for (let k = 0; k < width; k++) row[k] = sign * sum[k]!;
    row[width + i] = 1;
    row[wide] = sign * sum[width]!;
    return row;
  });
  const basis = sums.map((_, i) => width + i);
  const cost = new Float64Array(wide);
  cost.fill(1, width);
  const left = improve(rows, basis, cost, wide);
  if (left > 1e-4) throw new Error(`what was told contradicts itself by ${left}`);
  // What was made up to begin with leaves; sums that follow from others go with it.
  for (let i = rows.length - 1; i >= 0; i--) {
    if (basis[i]! < width) continue;
    const enters = rows[i]!.findIndex((value, k) => k < width && Math.abs(value) > EPSILON);
    if (enters >= 0) pivot(rows, basis, i, enters);
    else {
      rows.splice(i, 1);
      basis.splice(i, 1);
    }
  }
  const narrow = rows.map((row) => Float64Array.from([...row.subarray(0, width), row[wide]!]));
  return { rows: narrow, basis, width };
}

/** The least (sign 1) or the most (−1) of one unknown. */
function extreme({ rows, basis, width }: Tableau, place: number, sign: 1 | -1): number {
  const cost = new Float64Array(width);
  cost[place] = sign;
  return (
    sign *
    improve(
      rows.map((row) => row.slice()),
      [...basis],
      cost,
      width
    )
  );
}

/** Goes from corner to corner until the cost is least; −Infinity where it has no bound. */
function improve(rows: Float64Array[], basis: number[], cost: Float64Array, width: number): number {
  const reduced = cost.slice();
  let value = 0;
  for (const [i, row] of rows.entries()) {
    const by = cost[basis[i]!]!;
    if (by === 0) continue;
    for (let k = 0; k < width; k++) reduced[k]! -= by * row[k]!;
    value += by * row[width]!;
  }
  for (;;) {
    const enters = reduced.findIndex((by) => by < -EPSILON);
    if (enters < 0) return value;
    let leaves = -1;
    let least = Infinity;
    for (const [i, row] of rows.entries()) {
      if (row[enters]! <= EPSILON) continue;
      const ratio = row[width]! / row[enters]!;
      if (ratio < least - EPSILON || (ratio < least + EPSILON && basis[i]! < basis[leaves]!)) {
        leaves = i;
        least = Math.min(least, ratio);
      }
    }
    if (leaves < 0) return -Infinity;
    pivot(rows, basis, leaves, enters);
    const by = reduced[enters]!;
    for (let k = 0; k < width; k++) reduced[k]! -= by * rows[leaves]![k]!;
    value += by * rows[leaves]![width]!;
  }
}

function pivot(rows: Float64Array[], basis: number[], at: number, enters: number): void {
  const row = rows[at]!;
  const by = row[enters]!;
  for (let k = 0; k < row.length; k++) row[k]! /= by;
  for (const [i, other] of rows.entries()) {
    const factor = other[enters]!;
    if (i === at || factor === 0) continue;
    for (let k = 0; k < other.length; k++) other[k]! -= factor * row[k]!;
  }
  basis[at] = enters;
}
