import type { Day, Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { maybe, number, rowOf, text, type Query } from './query.ts';

/** One end of a change: a period and its last day, whose tree holds for it. */
interface End {
  readonly period: Period;
  readonly day: Day;
}

/** What a change is asked of. */
export interface WhyAsk {
  /** Ordinal of the unit. */
  readonly unit: number;
  /** The level by whose units the change is told. */
  readonly level: number;
  /** The lowest level of which rows are held: its rows are what is told apart. */
  readonly leaf: number;
  /** Ordinal of the indicator. */
  readonly indicator: number;
  readonly before: End;
  readonly after: End;
}

/** The parts of a change, in the order in which they are told. */
export const WHY_PARTS = ['joined', 'gone', 'carried', 'progress', 'bounds'] as const;
export type WhyPart = (typeof WHY_PARTS)[number];

/** The unit itself, one of the level below, or what hangs on the unit without one of these between. */
const WHOLE = 'whole';
const KINDS = [WHOLE, 'child', 'direct'] as const;

const read = rowOf({
  kind: (cell) => KINDS.find((kind) => kind === cell) ?? 'child',
  node: number,
  fullName: text,
  /** The figures at both ends; null where there is none, or none is told. */
  numBefore: maybe(number),
  numAfter: maybe(number),
  denBefore: maybe(number),
  denAfter: maybe(number),
  /** After less before, nothing filed being 0; null where it is not told. */
  change: maybe(number),
  joined: number,
  gone: number,
  carried: number,
  progress: number,
  bounds: number,
  /** What no row held tells apart; null where `change` is. */
  untold: maybe(number),
  /** Of how many rows each part is made. */
  joinedRows: number,
  goneRows: number,
  carriedRows: number,
  progressRows: number,
  boundsRows: number,
  untoldRows: number,
  /** What is missing to the target at both ends, and what moved it besides the numerator; null without a target or a figure at one of them. */
  gapBefore: maybe(number),
  gapAfter: maybe(number),
  gapByDen: maybe(number),
  gapByTarget: maybe(number),
  gapBeyond: maybe(number)
});

/** A unit with its change and its parts. */
export type Why = ReturnType<typeof read>;

const sums = WHY_PARTS.map(
  (part) => `
           coalesce(sum(change) FILTER (part = '${part}'), 0)::BIGINT AS ${part},
           (count(*) FILTER (part = '${part}'))::INTEGER AS ${part}_rows`
).join(',');

const stands = (name: string, day: string) =>
  `(${name}.valid_from <= ${day} AND (${name}.valid_to IS NULL OR ${day} < ${name}.valid_to))`;

/**
 * The change of a unit's numerator between two periods, split into parts that sum to it, for the unit and for each unit
 * of a level below it (docs/design/why-it-changed.md): the whole first, then the largest changes. `tables` stands
 * before the names of the tables.
 */
export function whyOf(ask: WhyAsk, basis: Basis, tables = ''): Query<Why> {
  const { unit, level, leaf, indicator, before, after } = ask;
  return {
    sql: `
      WITH ${ends(tables, basis)}, ${parted(tables)}, ${summed(tables)}
      SELECT s.kind, s.node, s.full_name, s.num_before, s.num_after, s.den_before, s.den_after, s.change,
             s.joined, s.gone, s.carried, s.progress, s.bounds,
             s.change - s.joined - s.gone - s.carried - s.progress - s.bounds AS untold,
             s.joined_rows, s.gone_rows, s.carried_rows, s.progress_rows, s.bounds_rows, s.untold_rows,
             s.gap_before, s.gap_after,
             s.need_den - s.need_before AS gap_by_den, s.need_after - s.need_den AS gap_by_target,
             (s.gap_after - s.gap_before) - (s.need_after - s.need_before) + s.change AS gap_beyond
      FROM (${withGaps}) AS s
      ORDER BY s.kind <> '${WHOLE}', abs(s.change) DESC NULLS LAST, s.node`,
    params: [unit, leaf, level, indicator, before.period, after.period, before.day, after.day],
    read
  };
}

/** The rows of both periods by node, side by side. */
const ends = (tables: string, basis: Basis): string => {
  const prefix = basis === 'approved' ? 'approved_' : '';
  const measures = ['num', 'den', 'fresh', 'carried'].map((name) => `v.${prefix}${name} AS ${name}`);
  const end = (period: string) => `
        SELECT v.node, v.expected, v.target_num, v.target_den, ${measures.join(', ')},
               v.${prefix}num IS NULL AND v.${prefix}fresh + v.${prefix}carried > 0 AS hidden
        FROM ${tables}value AS v WHERE v.indicator = $4::SMALLINT AND v.period = ${period}::INTEGER`;
  return `before AS (${end('$5')}), after AS (${end('$6')})`;
};

/** The lowest rows within the unit, each with the one part that its change belongs to. */
const parted = (tables: string): string => `
      leaf AS (
        SELECT n.enter, ${stands('n', '$7')} AS stood, ${stands('n', '$8')} AS stands,
               b.num AS num0, b.fresh AS fresh0, b.carried AS carried0, b.expected AS expected0,
               a.num AS num1, a.fresh AS fresh1, a.carried AS carried1, a.expected AS expected1,
               coalesce(b.hidden, false) OR coalesce(a.hidden, false) AS hidden
        FROM ${tables}node AS u JOIN ${tables}node AS n ON n.enter BETWEEN u.enter AND u.leave
        LEFT JOIN before AS b ON b.node = n.ordinal
        LEFT JOIN after AS a ON a.node = n.ordinal
        WHERE u.ordinal = $1::INTEGER AND n.level = $2::UTINYINT),
      parted AS (
        SELECT enter, coalesce(num1, 0) - coalesce(num0, 0) AS change,
               CASE WHEN hidden THEN 'untold'
                    WHEN num0 IS NULL AND num1 IS NULL THEN 'nothing'
                    WHEN stood <> stands THEN 'bounds'
                    WHEN num0 IS NULL THEN 'joined'
                    WHEN num1 IS NULL THEN 'gone'
                    WHEN expected0 <> expected1 OR fresh0 + carried0 < expected0 OR fresh1 + carried1 < expected1
                      THEN 'untold'
                    WHEN carried0 = 0 AND carried1 = 0 THEN 'progress'
                    WHEN fresh0 = 0 OR fresh1 = 0 THEN 'carried'
                    ELSE 'untold' END AS part
        FROM leaf)`;

/** The parts summed for the unit, for each unit of the level, and for what hangs on the unit alone. */
const summed = (tables: string): string => `
      child AS (
        SELECT n.ordinal, n.full_name, n.enter, n.leave
        FROM ${tables}node AS u JOIN ${tables}node AS n ON n.enter BETWEEN u.enter AND u.leave
        WHERE u.ordinal = $1::INTEGER AND n.level = $3::UTINYINT),
      placed AS (
        SELECT p.change, p.part, CASE WHEN p.enter <= c.leave THEN c.ordinal END AS child
        FROM parted AS p ASOF LEFT JOIN child AS c ON p.enter >= c.enter
        WHERE p.part <> 'nothing'),
      summed AS (
        SELECT CASE WHEN grouping(child) = 1 THEN '${WHOLE}' WHEN child IS NULL THEN 'direct' ELSE 'child' END AS kind,
               coalesce(child, $1::INTEGER) AS node, sum(change)::BIGINT AS told,${sums},
               (count(*) FILTER (part = 'untold'))::INTEGER AS untold_rows
        FROM placed GROUP BY GROUPING SETS ((child), ())),
      whole AS (
        SELECT s.*, n.full_name, i.kind = 'count' AS is_count, i.direction = 'up' AS is_up,
               CASE WHEN s.kind = 'direct' THEN NULL ELSE b.num END AS num_before,
               CASE WHEN s.kind = 'direct' THEN NULL ELSE a.num END AS num_after,
               CASE WHEN b.num IS NOT NULL THEN b.den END AS den_before,
               CASE WHEN a.num IS NOT NULL THEN a.den END AS den_after,
               CASE WHEN s.kind = 'direct' THEN s.told
                    WHEN NOT coalesce(b.hidden, false) AND NOT coalesce(a.hidden, false)
                      THEN coalesce(a.num, 0) - coalesce(b.num, 0) END AS change,
               b.target_num AS target_before, b.target_den AS part_before,
               a.target_num AS target_after, a.target_den AS part_after
        FROM summed AS s
        JOIN ${tables}node AS n ON n.ordinal = s.node
        JOIN indicator AS i ON i.ordinal = $4::SMALLINT
        LEFT JOIN before AS b ON b.node = s.node
        LEFT JOIN after AS a ON a.node = s.node)`;

/** How many a target asks for: ⌈target × denominator⌉, of a count ⌈target⌉; NULL where nothing is asked for. */
const need = (target: string, part: string, den: string) =>
  `CASE WHEN num_before IS NULL OR num_after IS NULL OR target_before IS NULL OR target_after IS NULL OR NOT is_up THEN NULL
        WHEN is_count THEN (${target} + ${part} - 1) // ${part}
        WHEN den_before > 0 AND den_after > 0 THEN (${target}::HUGEINT * ${den} + ${part} - 1) // ${part} END`;

const withGaps = `
        SELECT *, CASE WHEN need_after IS NOT NULL THEN greatest(0, need_before - num_before) END AS gap_before,
               CASE WHEN need_before IS NOT NULL THEN greatest(0, need_after - num_after) END AS gap_after
        FROM (SELECT *, ${need('target_before', 'part_before', 'den_before')}::BIGINT AS need_before,
                     ${need('target_before', 'part_before', 'den_after')}::BIGINT AS need_den,
                     ${need('target_after', 'part_after', 'den_after')}::BIGINT AS need_after
              FROM whole)`;
