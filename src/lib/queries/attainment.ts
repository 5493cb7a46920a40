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
 * missing. `where` may name `v` (value) and `i` (indicator).
 */
export function figures(basis: Basis, where: string): string {
  const prefix = basis === 'approved' ? 'approved_' : '';
  return `
    SELECT v.node, v.indicator, v.period, i.pillar, i.kind, i.direction, i.counts,
           v.expected, v.expected_base, v.target_num, v.target_den,
           v.${prefix}num AS num, v.${prefix}den AS den, v.${prefix}fresh AS fresh, v.${prefix}carried AS carried,
           v.${prefix}oldest_age AS oldest_age, v.${prefix}fresh_base AS fresh_base
    FROM value AS v JOIN indicator AS i ON i.ordinal = v.indicator
    WHERE ${where}`;
}

/**
 * Attainment in SQL: the columns of `source` with `state` and `band` (codes of `STATES`), `rate`, `target`,
 * `attainment`, `gap` and `coverage`. Equal to `readingAt` of domain/attainment.ts for every row (invariant 5): the
 * same order of states, bands by exact integers, ratios by the same doubles.
 */
export function readings(source: string): string {
  return `
    SELECT * EXCLUDE (reached, wanted, reached_ratio, wanted_ratio, judged_band),
      CASE WHEN state >= ${SMALL_BASE} THEN judged_band END AS band,
      CASE WHEN kind <> 'count' AND den > 0 THEN num::DOUBLE / den::DOUBLE END AS rate,
      target_num::DOUBLE / target_den::DOUBLE AS target,
      CASE WHEN state >= ${SMALL_BASE} THEN ${RATIO} END AS attainment,
      CASE WHEN state >= ${SMALL_BASE} AND direction = 'up' THEN ${GAP} END AS gap,
      ${COVERAGE} AS coverage
    FROM (SELECT *, ${BAND} AS judged_band, ${STATE} AS state FROM (SELECT *, ${SIDES} FROM (${source})))`;
}

/** What was reached and what was wanted, as products of integers and as the same products in doubles. */
const ASSIGNED = `CASE WHEN kind = 'count' THEN 1 ELSE den END`;
const FIGURE = (type: string) => `(num::${type} * target_den::${type})`;
const WANTED = (type: string) => `(target_num::${type} * (${ASSIGNED})::${type})`;
const UP = `direction = 'up'`;
const SIDES = `
  CASE WHEN ${UP} THEN ${FIGURE('HUGEINT')} ELSE ${WANTED('HUGEINT')} END AS reached,
  CASE WHEN ${UP} THEN ${WANTED('HUGEINT')} ELSE ${FIGURE('HUGEINT')} END AS wanted,
  CASE WHEN ${UP} THEN ${FIGURE('DOUBLE')} ELSE ${WANTED('DOUBLE')} END AS reached_ratio,
  CASE WHEN ${UP} THEN ${WANTED('DOUBLE')} ELSE ${FIGURE('DOUBLE')} END AS wanted_ratio`;

const BAND = `
  CASE WHEN reached IS NULL OR wanted IS NULL THEN NULL
       WHEN reached * 100 >= wanted * ${BAND_EDGES[0]} THEN ${MET}
       WHEN reached * 100 >= wanted * ${BAND_EDGES[1]} THEN ${NEAR}
       WHEN reached * 100 >= wanted * ${BAND_EDGES[2]} THEN ${NOT_MET}
       ELSE ${LOW} END`;

const STATE = `
  CASE WHEN expected <= 0 THEN ${NOT_APPLICABLE}
       WHEN kind = 'share' AND expected_base <= 0 AND coalesce(den, -1) <= 0 THEN ${NOT_APPLICABLE}
       WHEN num IS NULL THEN ${NO_DATA}
       WHEN kind <> 'count' AND coalesce(den, -1) <= 0 THEN ${NOT_APPLICABLE}
       WHEN target_num IS NULL THEN ${NO_TARGET}
       WHEN kind = 'share' AND counts IN ('persons', 'households') AND den < ${MIN_BASE} THEN ${SMALL_BASE}
       ELSE judged_band END`;

const RATIO = `
  CASE WHEN direction = 'down' AND reached >= wanted THEN 1::DOUBLE
       WHEN wanted = 0 THEN 'Infinity'::DOUBLE
       ELSE reached_ratio / wanted_ratio END`;

const GAP = `
  greatest(0, ((target_num::HUGEINT * (${ASSIGNED}) + target_den - 1) // target_den)::DOUBLE - num::DOUBLE)`;

const COVERAGE = `
  CASE WHEN expected <= 0 THEN NULL
       WHEN expected_base > 0 THEN fresh_base::DOUBLE / expected_base::DOUBLE
       ELSE fresh::DOUBLE / expected::DOUBLE END`;

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
