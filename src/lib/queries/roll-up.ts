import { MAX_CARRY } from '../domain/indicator.ts';
import type { Day, Period } from '../domain/period.ts';
import type { Param } from './query.ts';

/**
 * What the roll-up reads besides `node` and `indicator`: the log's own facts, one row each, by ordinals.
 * `files` has an indicator's kinds of reporters by rank (0 first), `filed` every version with what became of it.
 */
export const FACT_TABLES: readonly string[] = [
  `CREATE TABLE files (indicator SMALLINT, kind VARCHAR, rank INTEGER)`,
  `CREATE TABLE exempt (node INTEGER, indicator SMALLINT)`,
  `CREATE TABLE base_fact (node INTEGER, base VARCHAR, value BIGINT, valid_from VARCHAR, place INTEGER)`,
  `CREATE TABLE filed (
     node INTEGER, indicator SMALLINT, period INTEGER, num BIGINT, den BIGINT, position BIGINT, state VARCHAR)`
];

/** Makes the closure of the tree, `within(ancestor, node)`, each node within itself. */
export const MAKE_WITHIN = `
  CREATE OR REPLACE TABLE within AS
  WITH RECURSIVE up(ancestor, node) AS (
    SELECT ordinal, ordinal FROM node
    UNION ALL
    SELECT n.parent, up.node FROM up JOIN node AS n ON n.ordinal = up.ancestor WHERE n.parent >= 0)
  SELECT * FROM up`;

/** A period with its last day, whose tree holds for it. */
export interface AskedPeriod {
  readonly period: Period;
  readonly day: Day;
}

/**
 * The whole roll-up in SQL (RULES 4, 7, 9, 10, 13): from filed versions to one row for every node × indicator × asked
 * period with somebody expected, in the columns of `value`. `everywhere` adds the rows with nobody expected, whose
 * `expected` is 0.
 */
export function rollUp(
  periods: readonly AskedPeriod[],
  { everywhere = false } = {}
): { readonly sql: string; readonly params: readonly Param[] } {
  const asked = periods.map((_, k) => `($${2 * k + 1}::INTEGER, $${2 * k + 2}::VARCHAR)`);
  const same = (name: string) =>
    `${name}.period = e.period AND ${name}.node = e.node AND ${name}.indicator = e.indicator`;
  return {
    sql: `
      WITH asked(period, day) AS (VALUES ${asked.join(', ')}), ${EXPECTED}, ${TARGET},
           ${measured('every', `f.state <> 'returned'`)}, ${measured('approved', `f.state = 'approved'`)}
      SELECT e.node, e.indicator, e.period, e.expected::INTEGER AS expected, e.expected_base::BIGINT AS expected_base,
             t.target.num AS target_num, coalesce(t.target.den, 1) AS target_den,
             ${measures('every', '')}, ${measures('approved', 'approved_')}
      FROM (${everywhere ? EVERYWHERE : 'FROM expected_sum'}) AS e
      LEFT JOIN holding AS t ON ${same('t')}
      LEFT JOIN every_sum AS every ON ${same('every')}
      LEFT JOIN approved_sum AS approved ON ${same('approved')}`,
    params: periods.flatMap(({ period, day }) => [period, day])
  };
}

/** Every node × indicator × period, 0 where nobody is expected. */
const EVERYWHERE = `
  SELECT a.period, n.ordinal AS node, i.ordinal AS indicator,
         coalesce(s.expected, 0) AS expected, coalesce(s.expected_base, 0) AS expected_base
  FROM asked AS a CROSS JOIN node AS n CROSS JOIN indicator AS i
  LEFT JOIN expected_sum AS s ON s.period = a.period AND s.node = n.ordinal AND s.indicator = i.ordinal`;

const holds = (what: string) =>
  `${what}.valid_from <= a.day AND (${what}.valid_to IS NULL OR a.day < ${what}.valid_to)`;

/**
 * Who is expected: a group that stands with all above it, of a kind that files the indicator, not exempt, in a unit
 * within which no group of an earlier kind is a candidate.
 */
const EXPECTED = `
  alive AS MATERIALIZED (
    SELECT a.period, w.node FROM asked AS a CROSS JOIN within AS w JOIN node AS n ON n.ordinal = w.ancestor
    GROUP BY ALL HAVING bool_and(${holds('n')})),
  candidate AS MATERIALIZED (
    SELECT a.period, a.day, n.ordinal AS node, n.parent AS unit, i.ordinal AS indicator, i.kind, i.base, s.rank
    FROM asked AS a
    JOIN alive ON alive.period = a.period
    JOIN node AS n ON n.ordinal = alive.node
    JOIN files AS s ON s.kind = n.group_kind
    JOIN indicator AS i ON i.ordinal = s.indicator AND ${holds('i')}
    ANTI JOIN exempt ON exempt.node = n.ordinal AND exempt.indicator = i.ordinal),
  served AS MATERIALIZED (
    SELECT c.period, w.ancestor AS unit, c.indicator, min(c.rank) AS rank
    FROM candidate AS c JOIN within AS w ON w.node = c.unit GROUP BY ALL),
  base_on AS MATERIALIZED (
    SELECT a.period, b.node, b.base, arg_max(b.value, {day: b.valid_from, place: b.place}) AS value
    FROM asked AS a JOIN base_fact AS b ON b.valid_from <= a.day GROUP BY ALL),
  expected AS MATERIALIZED (
    SELECT c.period, c.node, c.indicator,
           CASE WHEN c.kind = 'share' AND c.base IS NOT NULL THEN coalesce(b.value, 0) ELSE 1 END AS base
    FROM candidate AS c
    JOIN served AS s ON s.period = c.period AND s.unit = c.unit AND s.indicator = c.indicator AND s.rank = c.rank
    LEFT JOIN base_on AS b ON b.period = c.period AND b.node = c.node AND b.base = c.base),
  expected_sum AS MATERIALIZED (
    SELECT e.period, w.ancestor AS node, e.indicator, count(*) AS expected, sum(e.base) AS expected_base
    FROM expected AS e JOIN within AS w ON w.node = e.node GROUP BY ALL)`;

/** The target that holds: given to the node itself, or for shares to the nearest above (parents have lower ordinals). */
const TARGET = `
  given AS MATERIALIZED (
    SELECT a.period, g.node, g.indicator, i.kind, arg_max({num: g.num, den: g.den}, g.valid_from) AS target
    FROM asked AS a JOIN target_given AS g ON ${holds('g')} JOIN indicator AS i ON i.ordinal = g.indicator
    GROUP BY ALL),
  holding AS MATERIALIZED (
    SELECT g.period, w.node, g.indicator, arg_max(g.target, w.ancestor) AS target
    FROM given AS g JOIN within AS w ON w.ancestor = g.node
    WHERE g.kind = 'share' OR w.node = g.node GROUP BY ALL)`;

/** The first period whose value can still reach an asked one, by an indicator's time. */
const REACH = (timed: string) => `
  CASE ${timed}.time WHEN 'stock' THEN a.period - ${MAX_CARRY} WHEN 'flow' THEN a.period
                     ELSE a.period - a.period % 12 END`;

/** Values of the groups by one rule of which versions count, carried or summed, then summed up the tree. */
function measured(name: string, counts: string): string {
  return `
  ${name}_version AS MATERIALIZED (
    SELECT f.node, f.indicator, f.period, i.time, arg_max({num: f.num, den: f.den}, f.position) AS figure
    FROM filed AS f JOIN indicator AS i ON i.ordinal = f.indicator
    WHERE ${counts} AND EXISTS (FROM asked AS a WHERE f.period <= a.period AND f.period >= ${REACH('i')})
    GROUP BY ALL),
  ${name}_value AS MATERIALIZED (
    SELECT a.period, v.node, v.indicator,
           CASE WHEN v.time = 'flow-ytd' THEN sum(v.figure.num) ELSE arg_max(v.figure, v.period).num END AS num,
           CASE WHEN v.time = 'flow-ytd' THEN sum(v.figure.den) ELSE arg_max(v.figure, v.period).den END AS den,
           a.period - max(v.period) AS age
    FROM asked AS a JOIN ${name}_version AS v ON v.period <= a.period AND v.period >= ${REACH('v')}
    GROUP BY a.period, v.node, v.indicator, v.time),
  ${name}_sum AS MATERIALIZED (
    SELECT v.period, w.ancestor AS node, v.indicator, sum(v.num)::BIGINT AS num, sum(v.den)::BIGINT AS den,
           (count(*) FILTER (v.age = 0))::INTEGER AS fresh, (count(*) FILTER (v.age > 0))::INTEGER AS carried,
           max(v.age)::TINYINT AS oldest_age, coalesce(sum(e.base) FILTER (v.age = 0), 0)::BIGINT AS fresh_base
    FROM ${name}_value AS v
    JOIN expected AS e ON e.period = v.period AND e.node = v.node AND e.indicator = v.indicator
    JOIN within AS w ON w.node = v.node
    GROUP BY ALL)`;
}

function measures(from: string, prefix: string): string {
  return `${from}.num AS ${prefix}num, ${from}.den AS ${prefix}den, coalesce(${from}.fresh, 0) AS ${prefix}fresh,
    coalesce(${from}.carried, 0) AS ${prefix}carried, ${from}.oldest_age AS ${prefix}oldest_age,
    coalesce(${from}.fresh_base, 0) AS ${prefix}fresh_base`;
}
