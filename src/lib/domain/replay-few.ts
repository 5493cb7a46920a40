import type { ReplayFilm } from './replay.ts';
import type { ReplayRows } from './replay-sums.ts';
import { copyRow, makeRows, type Rows } from './rows.ts';
import type { Withholding } from './withholding.ts';

/**
 * A film without what tells of a few persons (RULES 17), made in steps: between two of them others may be served. `now`
 * are the rows of today: targets and bases are theirs.
 */
export function* filmOfMany<F extends ReplayFilm>(
  film: F,
  now: RowsOfNodes,
  withholding: Withholding
): Generator<void, F> {
  const base = yield* rowsOfMany(film.base, now, withholding);
  const frames: F['frames'][number][] = [];
  for (const frame of film.frames)
    frames.push({ ...frame, rows: yield* rowsOfMany(frame.rows, now, withholding) });
  return { ...film, base, frames };
}

/** So many rows are gone through before others may be served. */
const STRIDE = 500;

/** Rows, and where among them a node's is. */
interface RowsOfNodes {
  readonly rows: Rows;
  readonly placeOf: (node: number) => number;
}

function* rowsOfMany(
  rows: ReplayRows,
  { rows: now, placeOf }: RowsOfNodes,
  withholding: Withholding
): Generator<void, ReplayRows> {
  const [num, den, freshBase] = [[...rows.num], [...rows.den], [...rows.freshBase]];
  const [live, row] = [makeRows(1), makeRows(1)];
  for (const [i, node] of rows.node.entries()) {
    if (i % STRIDE === 0) yield;
    copyRow(now, placeOf(node), live, 0);
    copyRow(now, placeOf(node), row, 0);
    withholding.withhold(live);
    row.all.num[0] = rows.num[i]!;
    row.all.den[0] = rows.den[i]!;
    row.all.fresh[0] = rows.fresh[i]!;
    row.all.freshBase[0] = rows.freshBase[i]!;
    withholding.withhold(row);
    num[i] = row.all.num[0];
    den[i] = row.all.den[0];
    // Whoever plays it holds the base of the live row.
    const [base, expected] = [live.expectedBase[0]!, live.expected[0]!];
    if (row.expectedBase[0] === base) freshBase[i] = row.all.freshBase[0];
    else freshBase[i] = expected > 0 ? Math.round((base * rows.fresh[i]!) / expected) : 0;
  }
  return { ...rows, num, den, freshBase };
}
