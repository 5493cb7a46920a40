import type { Basis } from '../domain/rows.ts';
import type { Period } from '../domain/period.ts';
import { figures, READING, readingColumns, readings, state } from './attainment.ts';
import { maybe, number, rowOf, text, type Query } from './query.ts';
import { placed, type Choice, type Place } from './within.ts';

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
  const slice = (at: string) =>
    readings(figures(basis, `v.indicator = $4::SMALLINT AND v.period = ${at}::INTEGER`));
  return {
    sql: `
      SELECT n.ordinal AS node, n.key, n.code, n.name, n.full_name, ${readingColumns('now')},
             past.state AS previous_state, past.num AS previous_num, past.rate AS previous_rate,
             CASE WHEN i.kind = 'count' THEN (now.num - past.num)::DOUBLE ELSE now.rate - past.rate END AS change
      FROM node AS n
      JOIN indicator AS i ON i.ordinal = $4::SMALLINT
      LEFT JOIN (${slice('$5')}) AS now ON now.node = n.ordinal
      LEFT JOIN (${slice('$6')}) AS past ON past.node = n.ordinal
      WHERE ${placed({ unit: '$1', level: '$2', day: '$3' })}`,
    params: [place.unit, place.level, place.day, indicator, period, previous],
    read
  };
}

/** Order of Vietnamese names, numbers in them by value: the engine's own order knows neither. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return VIETNAMESE.compare(a.name, b.name);
}

const VIETNAMESE = new Intl.Collator('vi', { numeric: true });
