import type { Basis } from '../domain/rows.ts';
import { figures, readings, state } from './attainment.ts';
import { number, rowOf, text, type Query } from './query.ts';
import { NODES, PLACED, placeParams, type Choice, type Place } from './within.ts';

const read = rowOf({ node: number, name: text, fullName: text, state, gap: number, share: number });

/** What one unit adds to the gap of the level. */
export type Contribution = ReturnType<typeof read>;

/**
 * Which units of one level within a unit make the gap, largest first: each one's own gap and its share of the sum of
 * all these gaps. That sum can be more than the parent's own gap (RULES 16): show both.
 */
export function contributionsOf(
  place: Place,
  { indicator, period }: Choice,
  basis: Basis
): Query<Contribution> {
  const slice = readings(figures(basis, 'v.indicator = $4::SMALLINT AND v.period = $5::INTEGER'));
  return {
    sql: `
      SELECT n.ordinal AS node, n.name, n.full_name, now.state, now.gap,
             now.gap::DOUBLE / sum(now.gap::DOUBLE) OVER () AS share
      FROM ${NODES} JOIN (${slice}) AS now ON now.node = n.ordinal
      WHERE now.gap > 0 AND ${PLACED}
      ORDER BY now.gap DESC, n.ordinal`,
    params: [...placeParams(place), indicator, period],
    read
  };
}
