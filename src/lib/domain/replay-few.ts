import type { Measured } from './attainment.ts';
import { withholdFew } from './few.ts';
import type { ReplayFilm } from './replay.ts';
import type { ReplayRows } from './replay-sums.ts';
import { copyRow, makeRows, type Rows } from './rows.ts';

/** A film without what tells of a few persons (RULES 17). `now` are the rows of today by node: targets and bases are theirs. */
export function filmOfMany<F extends ReplayFilm>(film: F, now: Rows, indicator: Measured): F {
  const rowsOf = (rows: ReplayRows) => rowsOfMany(rows, now, indicator);
  const frames = film.frames.map((frame) => ({ ...frame, rows: rowsOf(frame.rows) }));
  return { ...film, base: rowsOf(film.base), frames };
}

function rowsOfMany(rows: ReplayRows, now: Rows, indicator: Measured): ReplayRows {
  const [num, den, freshBase] = [[...rows.num], [...rows.den], [...rows.freshBase]];
  const row = makeRows(1);
  for (const [i, node] of rows.node.entries()) {
    copyRow(now, node, row, 0);
    row.indicator[0] = 0;
    const [expected, base] = [row.expected[0]!, row.expectedBase[0]!];
    withholdFew(row, [indicator]);
    const isByGroups = row.expectedBase[0] !== base;
    row.expectedBase[0] = base;
    row.all.num[0] = rows.num[i]!;
    row.all.den[0] = rows.den[i]!;
    withholdFew(row, [indicator]);
    const isFew = row.all.num[0] !== rows.num[i];
    num[i] = row.all.num[0]!;
    den[i] = row.all.den[0]!;
    if (isByGroups) freshBase[i] = rows.fresh[i]!;
    else if (isFew) freshBase[i] = expected > 0 ? Math.round((base * rows.fresh[i]!) / expected) : 0;
  }
  return { ...rows, num, den, freshBase };
}
