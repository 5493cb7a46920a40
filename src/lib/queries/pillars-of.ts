import { MET, SMALL_BASE } from '../domain/attainment.ts';
import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { figures, readings } from './attainment.ts';
import { number, rowOf, text, type Query } from './query.ts';
import { NODES, PLACED, placeParams, type Place } from './within.ts';

const read = rowOf({ pillar: text, met: number, judged: number, smallBases: number });

/** One pillar's figure is `met` ÷ `judged`. */
export type PillarFigure = ReturnType<typeof read>;

/**
 * For each pillar how many cells (unit × indicator) of one level within a unit are met, of those with a target and
 * data (RULES 12). A cell with a small base has no band (RULES 15): it is counted apart and in neither number.
 */
export function pillarsOf(place: Place, period: Period, basis: Basis): Query<PillarFigure> {
  return {
    sql: `
      SELECT now.pillar, (count(*) FILTER (now.state = ${MET}))::INTEGER AS met,
             (count(*) FILTER (now.state >= ${MET}))::INTEGER AS judged,
             (count(*) FILTER (now.state = ${SMALL_BASE}))::INTEGER AS small_bases
      FROM ${NODES} JOIN (${readings(figures(basis, 'v.period = $4::INTEGER'))}) AS now ON now.node = n.ordinal
      WHERE ${PLACED}
      GROUP BY 1 ORDER BY 1`,
    params: [...placeParams(place), period],
    read
  };
}
