import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { figures, readings, state } from './attainment.ts';
import { number, rowOf, type Query } from './query.ts';
import { NODES, PLACED, placeParams, type Place } from './within.ts';

const read = rowOf({ stateBefore: state, stateAfter: state, units: number });

/** How many units went from one state to another; the same twice is those that stayed. */
export type Crossing = ReturnType<typeof read>;

/**
 * How the units of one level within a unit moved between states from one period to a later one. Only units with a row
 * in both are counted, so a unit made or ended by a reform between them is in neither.
 */
export function comparePeriods(
  place: Place,
  { indicator, before, after }: { indicator: number; before: Period; after: Period },
  basis: Basis
): Query<Crossing> {
  const both = readings(
    figures(basis, 'v.indicator = $4::SMALLINT AND v.period IN ($5::INTEGER, $6::INTEGER)')
  );
  return {
    sql: `
      WITH reading AS NOT MATERIALIZED (${both})
      SELECT earlier.state AS state_before, later.state AS state_after, count(*)::INTEGER AS units
      FROM ${NODES}
      JOIN reading AS earlier ON earlier.node = n.ordinal AND earlier.period = $5::INTEGER
      JOIN reading AS later ON later.node = n.ordinal AND later.period = $6::INTEGER
      WHERE ${PLACED}
      GROUP BY 1, 2 ORDER BY 1, 2`,
    params: [...placeParams(place), indicator, before, after],
    read
  };
}
