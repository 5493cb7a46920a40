import type { Basis } from '../domain/rows.ts';
import { NOT_APPLICABLE } from '../domain/attainment.ts';
import { figures, readings, state } from './attainment.ts';
import { number, rowOf, type Query } from './query.ts';
import { NODES, PLACED, placeParams, type Choice, type Place } from './within.ts';

const read = rowOf({ state, units: number });

/** How many units are in a state. */
export type BandCount = ReturnType<typeof read>;

/** How many units of one level within a unit are in each state; states with none are left out. */
export function bandsOf(place: Place, { indicator, period }: Choice, basis: Basis): Query<BandCount> {
  const slice = readings(figures(basis, 'v.indicator = $4::SMALLINT AND v.period = $5::INTEGER'));
  return {
    sql: `
      SELECT coalesce(now.state, ${NOT_APPLICABLE}) AS state, count(*)::INTEGER AS units
      FROM ${NODES} LEFT JOIN (${slice}) AS now ON now.node = n.ordinal
      WHERE ${PLACED}
      GROUP BY 1 ORDER BY 1`,
    params: [...placeParams(place), indicator, period],
    read
  };
}
