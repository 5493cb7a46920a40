import {
  BAND_EDGES,
  LOW,
  MET,
  NEAR,
  NO_DATA,
  NO_TARGET,
  NOT_APPLICABLE,
  NOT_MET,
  SMALL_BASE,
  STATES,
  type State
} from '../domain/attainment.ts';
import { MIN_BASE } from '../domain/indicator.ts';
import type { Basis } from '../domain/rows.ts';
import { maybe, number, WrongCell, type Cell } from './query.ts';

/**
 * The columns that attainment is made of: those of `value` over one basis, with what the indicator is. NULL is
 * missing. `withheld` is the code that stands in place of a denominator that is not told (domain/few.ts). `where` may name `v` (value) and `i` (indicator).
 */
export function figures(basis: Basis, where: string): string {
  const prefix = basis === 'approved' ? 'approved_' : '';
  return `
    SELECT v.node, v.indicator, v.period, i.pillar, i.kind, i.direction, i.counts,
           v.expected, v.expected_base, v.target_num, v.target_den,
           v.${prefix}num AS num, CASE WHEN v.${prefix}num IS NOT NULL THEN v.${prefix}den END AS den,
           CASE WHEN v.${prefix}num IS NULL THEN v.${prefix}den END AS withheld, v.${prefix}fresh AS fresh, v.${prefix}carried AS carried,
           v.${prefix}oldest_age AS oldest_age, v.${prefix}fresh_base AS fresh_base
    FROM value AS v JOIN indicator AS i ON i.ordinal = v.indicator
    WHERE ${where}`;
}

/**
 * Attainment in SQL: the columns of `source` with `state` and `band` (codes of `STATES`), `rate`, `target`,
 * `attainment`, `gap` and `coverage`. Equal to `readingAt` of domain/attainment.ts for every row (invariant 5): the
 * same order of states, bands by exact integers. `figure` and `goal` are num and den × target, each times the target's
 * denominator; upward `figure` is to reach `goal`, downward the other way round.
 */
export function readings(source: string): string {
  return `
    SELECT * EXCLUDE (figure, goal, reached, wanted, judged_band, withheld),
      CASE WHEN withheld >= ${MET} THEN withheld
           WHEN withheld IS NULL AND state >= ${SMALL_BASE} THEN judged_band END AS band,
      CASE WHEN kind <> 'count' AND den > 0 THEN num / den END AS rate,
      target_num / target_den AS target,
      CASE WHEN state < ${SMALL_BASE} OR withheld IS NOT NULL THEN NULL
           WHEN direction = 'down' AND reached >= wanted THEN 1
           WHEN wanted = 0 THEN 'Infinity'::DOUBLE
           ELSE reached::DOUBLE / wanted::DOUBLE END AS attainment,
      CASE WHEN state >= ${SMALL_BASE} AND withheld IS NULL AND direction = 'up'
           THEN greatest(0, ((goal + target_den - 1) // target_den)::DOUBLE - num) END AS gap,
      CASE WHEN expected_base > 0 THEN fresh_base / expected_base
           WHEN expected > 0 THEN fresh / expected END AS coverage
    FROM (SELECT *, ${BAND} AS judged_band, ${STATE} AS state
      FROM (SELECT *, CASE WHEN direction = 'up' THEN figure ELSE goal END AS reached,
                      CASE WHEN direction = 'up' THEN goal ELSE figure END AS wanted
        FROM (SELECT *, num::HUGEINT * target_den AS figure,
                        target_num::HUGEINT * CASE WHEN kind = 'count' THEN 1 ELSE den END AS goal
          FROM (${source}))))`;
}

const BAND = `
  CASE WHEN reached * 100 >= wanted * ${BAND_EDGES[0]} THEN ${MET}
       WHEN reached * 100 >= wanted * ${BAND_EDGES[1]} THEN ${NEAR}
       WHEN reached * 100 >= wanted * ${BAND_EDGES[2]} THEN ${NOT_MET}
       ELSE ${LOW} END`;

const STATE = `
  CASE WHEN expected <= 0 THEN ${NOT_APPLICABLE}
       WHEN kind = 'share' AND expected_base <= 0 AND coalesce(den, withheld, 0) <= 0 THEN ${NOT_APPLICABLE}
       WHEN withheld IS NOT NULL THEN CASE WHEN target_num IS NULL THEN ${NO_TARGET} ELSE ${SMALL_BASE} END
       WHEN num IS NULL THEN ${NO_DATA}
       WHEN kind <> 'count' AND coalesce(den, 0) <= 0 THEN ${NOT_APPLICABLE}
       WHEN target_num IS NULL THEN ${NO_TARGET}
       WHEN kind = 'share' AND counts IN ('persons', 'households') AND den < ${MIN_BASE} THEN ${SMALL_BASE}
       ELSE judged_band END`;

/** Reads a state's code. */
export function state(cell: Cell): State {
  const name = typeof cell === 'number' ? STATES[cell] : undefined;
  if (name === undefined) throw new WrongCell('a state', cell);
  return name;
}

/** The readers of a whole reading, for `rowOf`. */
export const READING = {
  state,
  band: maybe(state),
  num: maybe(number),
  den: maybe(number),
  rate: maybe(number),
  target: maybe(number),
  attainment: maybe(number),
  gap: maybe(number),
  coverage: maybe(number),
  expected: number,
  fresh: number,
  carried: number,
  oldestAge: maybe(number)
} as const;

/**
 * The columns of a whole reading for a node that may have no row in it: without a row nobody is expected, which is
 * *không áp dụng*.
 */
export function readingColumns(from: string): string {
  return `coalesce(${from}.state, ${NOT_APPLICABLE}) AS state, ${from}.band, ${from}.num, ${from}.den, ${from}.rate,
    ${from}.target, ${from}.attainment, ${from}.gap, ${from}.coverage, coalesce(${from}.expected, 0) AS expected,
    coalesce(${from}.fresh, 0) AS fresh, coalesce(${from}.carried, 0) AS carried, ${from}.oldest_age`;
}
