import { STATES } from '../domain/attainment.ts';
import { MIN_BASE } from '../domain/indicator.ts';
import type { Period } from '../domain/period.ts';
import { LEVELS } from '../domain/unit.ts';
import { figures, readings } from './attainment.ts';

const named = (names: readonly string[], code: string) =>
  `list_extract([${names.map((name) => `'${name}'`).join(', ')}], ${code} + 1)`;

/** Rows as people ask for them: names instead of numbers, a month as `2026-10`, state, rate, target, gap, coverage. */
const rowsOf = (where: string) => `
  SELECT n.ordinal AS node, n.code AS unit_code, n.name AS unit, n.full_name, n.type AS unit_type,
         ${named(LEVELS, 'n.level')} AS level, up.full_name AS parent,
         i.code AS indicator, i.short_vi AS indicator_vi, i.short_en AS indicator_en, r.pillar, r.kind,
         printf('%04d-%02d', r.period // 12, r.period % 12 + 1) AS month,
         r.num, r.den, r.rate, r.target, r.attainment, ${named(STATES, 'r.state')} AS state, r.gap::BIGINT AS gap,
         r.coverage, r.expected, r.fresh, r.carried, r.oldest_age
  FROM (${readings(figures('all', where))}) AS r
  JOIN node AS n ON n.ordinal = r.node
  JOIN indicator AS i ON i.ordinal = r.indicator
  LEFT JOIN node AS up ON up.ordinal = n.parent`;

/** Makes the table `reading` anew, empty. */
export const CREATE_READINGS: readonly string[] = [
  'DROP TABLE IF EXISTS reading',
  `CREATE TABLE reading AS ${rowsOf('false')}`
];

/** Adds a period's readings from `value`. */
export function addReadings(period: Period): string {
  return `INSERT INTO reading ${rowsOf(`v.period = ${period}`)}`;
}

const SMALL = `indicator IN (SELECT ordinal FROM indicator WHERE kind = 'share' AND counts IN ('persons', 'households'))`;

/** Takes the counts of a few persons, and of what hides them, away (RULES 17); what came without a numerator has no denominator but a code. */
export function maskSmall(period: Period): readonly string[] {
  const month = `printf('%04d-%02d', ${period} // 12, ${period} % 12 + 1)`;
  const hide = (prefix: string) =>
    `UPDATE value SET ${prefix}num = NULL, ${prefix}den = NULL, ${prefix}fresh_base = 0
     WHERE period = ${period} AND ((${prefix}den < ${MIN_BASE} AND ${SMALL}) OR (${prefix}num IS NULL AND ${prefix}den > 0))`;
  return [
    `UPDATE reading SET num = NULL, den = NULL, rate = NULL, attainment = NULL, gap = NULL, coverage = NULL
     WHERE month = ${month} AND state = 'smallBase'`,
    hide(''),
    hide('approved_')
  ];
}
