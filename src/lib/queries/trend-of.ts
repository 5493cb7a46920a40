import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { figures, READING, readings } from './attainment.ts';
import { number, rowOf, type Query } from './query.ts';

const read = rowOf({ period: number, ...READING });

/** One point of a trend. */
export type TrendPoint = ReturnType<typeof read>;

/** A unit's readings of one indicator over the periods `from` to `to`, oldest first; no point where nobody was expected. */
export function trendOf(
  { node, indicator, from, to }: { node: number; indicator: number; from: Period; to: Period },
  basis: Basis
): Query<TrendPoint> {
  const where = `v.node = $1::INTEGER AND v.indicator = $2::SMALLINT AND v.period BETWEEN $3::INTEGER AND $4::INTEGER`;
  return {
    sql: `SELECT * FROM (${readings(figures(basis, where))}) ORDER BY period`,
    params: [node, indicator, from, to],
    read
  };
}
