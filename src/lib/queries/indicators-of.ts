import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { figures, READING, readingColumns, readings, state } from './attainment.ts';
import { maybe, number, rowOf, text, type Query } from './query.ts';

const read = rowOf({
  indicator: number,
  code: text,
  ...READING,
  previousState: maybe(state),
  previousRate: maybe(number),
  previousNum: maybe(number)
});

/** One line of a unit's list of indicators. */
export type IndicatorLine = ReturnType<typeof read>;

/** Every indicator of the catalogue as it stands for one unit in a period, beside an earlier one, in the catalogue's order. */
export function indicatorsOf(
  { node, period, previous }: { node: number; period: Period; previous: Period },
  basis: Basis
): Query<IndicatorLine> {
  const both = readings(figures(basis, 'v.node = $1::INTEGER AND v.period IN ($2::INTEGER, $3::INTEGER)'));
  return {
    sql: `
      WITH reading AS NOT MATERIALIZED (${both})
      SELECT i.ordinal AS indicator, i.code, ${readingColumns('now')},
             past.state AS previous_state, past.rate AS previous_rate, past.num AS previous_num
      FROM indicator AS i
      LEFT JOIN reading AS now ON now.indicator = i.ordinal AND now.period = $2::INTEGER
      LEFT JOIN reading AS past ON past.indicator = i.ordinal AND past.period = $3::INTEGER
      ORDER BY i.ordinal`,
    params: [node, period, previous],
    read
  };
}
