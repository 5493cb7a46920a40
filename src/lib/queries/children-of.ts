import type { Basis } from '../domain/rows.ts';
import type { Period } from '../domain/period.ts';
import { figures, READING, readingColumns, readings, state } from './attainment.ts';
import { maybe, number, rowOf, text, type Query } from './query.ts';
import { NODES, PLACED, placeParams, type Choice, type Place } from './within.ts';

const read = rowOf({
  node: number,
  key: text,
  code: text,
  name: text,
  fullName: text,
  ...READING,
  /** State, rate and numerator of the period compared with; null where it had no row. */
  previousState: maybe(state),
  previousNum: maybe(number),
  previousRate: maybe(number),
  /** Rate now less rate then (in points of 1), for counts numerator less numerator. */
  change: maybe(number)
});

/** One line of the table beside the map. */
export type Child = ReturnType<typeof read>;

/**
 * The units of one level within a unit, each with its reading and its change against an earlier period: the table
 * beside the map. A unit where nobody is expected is there as *không áp dụng*. Put in order by `byName`.
 */
export function childrenOf(
  place: Place,
  { indicator, period }: Choice,
  previous: Period,
  basis: Basis
): Query<Child> {
  const both = readings(
    figures(basis, 'v.indicator = $4::SMALLINT AND v.period IN ($5::INTEGER, $6::INTEGER)')
  );
  return {
    sql: `
      WITH reading AS NOT MATERIALIZED (${both})
      SELECT n.ordinal AS node, n.key, n.code, n.name, n.full_name, ${readingColumns('now')},
             past.state AS previous_state, past.num AS previous_num, past.rate AS previous_rate,
             CASE WHEN now.kind = 'count' THEN (now.num - past.num)::DOUBLE ELSE now.rate - past.rate END AS change
      FROM ${NODES}
      LEFT JOIN reading AS now ON now.node = n.ordinal AND now.period = $5::INTEGER
      LEFT JOIN reading AS past ON past.node = n.ordinal AND past.period = $6::INTEGER
      WHERE ${PLACED}`,
    params: [...placeParams(place), indicator, period, previous],
    read
  };
}

/** Order of Vietnamese names, numbers in them by value: the engine's own order knows neither. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return VIETNAMESE.compare(a.name, b.name);
}

const VIETNAMESE = new Intl.Collator('vi', { numeric: true });
