import {
  figuresAt,
  isWithheld,
  SMALL_BASE,
  sides,
  stateOf,
  type Measured,
  type Product
} from './attainment.ts';
import type { Basis, Rows } from './rows.ts';

/** Ratios of a reading as reduced fractions: `a/b`, or `a` where it is whole; null where there is none. */
export interface ExactRatios {
  readonly coverage: string | null;
  readonly target: string | null;
  /** Null also where an upward target is 0: no ratio says how far it is exceeded. */
  readonly attainment: string | null;
}

/** The ratios of one row, exactly (RULES 11, 14). */
export function exactRatios(rows: Rows, i: number, indicator: Measured, basis: Basis): ExactRatios {
  const row = figuresAt(rows, i, basis);
  const { fresh, freshBase } = rows[basis];
  const byBase = row.expectedBase > 0;
  return {
    coverage: byBase
      ? reduced([freshBase[i]!, 1], [row.expectedBase, 1])
      : reduced([fresh[i]!, 1], [row.expected, 1]),
    target: row.targetNum < 0 ? null : reduced([row.targetNum, 1], [row.targetDen, 1]),
    attainment:
      isWithheld(row) || stateOf(indicator, row) < SMALL_BASE ? null : exactAttainment(indicator, row)
  };
}

function exactAttainment(indicator: Measured, row: ReturnType<typeof figuresAt>): string | null {
  const [reached, wanted] = sides(indicator, row);
  // At or under a ceiling is reached, neither more nor less.
  if (indicator.direction === 'down' && exactly(reached) >= exactly(wanted)) return '1';
  return reduced(reached, wanted);
}

/** a × b ÷ (c × d) as a reduced fraction; null where that is nothing. */
function reduced([a, b]: Product, [c, d]: Product): string | null {
  const num = exactly([a, b]);
  const den = exactly([c, d]);
  if (den === 0n) return null;
  let [x, y] = [num, den];
  while (y > 0n) [x, y] = [y, x % y];
  return den === x ? String(num / x) : `${num / x}/${den / x}`;
}

function exactly([a, b]: Product): bigint {
  return BigInt(a) * BigInt(b);
}
