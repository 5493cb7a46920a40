const ZERO = 1e-9;

/** Rows of equal length reduced by Gauss and Jordan, in place; those that follow from others are left out. */
export function reduce(rows: Float64Array[]): Float64Array[] {
  const width = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column++) {
    let best = rank;
    for (let i = rank + 1; i < rows.length; i++)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    const pivot = rows[best]!;
    const by = pivot[column]!;
    if (Math.abs(by) < ZERO) continue;
    rows[best] = rows[rank]!;
    rows[rank] = pivot;
    for (let k = column; k < width; k++) pivot[k] = rounded(pivot[k]! / by);
    for (const row of rows) {
      const factor = row[column]!;
      if (row === pivot || factor === 0) continue;
      for (let k = column; k < width; k++) row[k] = rounded(row[k]! - factor * pivot[k]!);
    }
    rank++;
  }
  return rows.slice(0, rank);
}

function rounded(value: number): number {
  return Math.abs(value) < ZERO ? 0 : value;
}
