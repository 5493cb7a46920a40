import type { Cells, GroupValue } from '../../../domain/cells.ts';
import { groupValue } from '../../../domain/cells.ts';
import type { ReporterKind } from '../../../domain/group.ts';
import { REPORTER_KINDS } from '../../../domain/group.ts';
import { lastDay, type Period } from '../../../domain/period.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { Fraction } from '../../../domain/target.ts';
import type { GroupNode, UnitNode } from '../../../domain/tree.ts';
import type { IndicatorNode, World } from '../../../domain/world.ts';
import type { LogLinks } from '../../core/snapshot/log-links.ts';
import { compareNames } from '../../../i18n/names.ts';

/** What a group is to file of one indicator, with what helps to fill it in. */
export interface TemplateCell {
  readonly indicator: IndicatorNode;
  /** The figure that held the period before, and how many periods old it was then. */
  readonly last: { readonly num: number; readonly den: number | null; readonly age: number } | null;
  readonly base: number | null;
  readonly target: { readonly value: Fraction; readonly giver: string } | null;
}

/** A row of a template. */
export interface TemplateRow {
  readonly group: GroupNode;
  /** Full name of the unit in which it works. */
  readonly unit: string;
  /** The name of the newest version of the period when it was made; null where there was none (RULES 9a). */
  readonly version: string | null;
  /** By the indicator's ordinal; an indicator that is not there is not the group's. */
  readonly cells: ReadonlyMap<number, TemplateCell>;
}

/** The groups of some kinds that file the same, in one table. */
export interface TemplateTable {
  readonly kind: ReporterKind;
  readonly indicators: readonly IndicatorNode[];
  readonly rows: readonly TemplateRow[];
}

/** What a template for a unit and a period holds. */
export interface Template {
  readonly unit: UnitNode;
  readonly period: Period;
  readonly tables: readonly TemplateTable[];
  /** Groups in all tables. */
  readonly groups: number;
}

/** What a template is made from. */
export interface TemplateSource {
  readonly world: World;
  readonly cells: Cells;
  readonly reports: Pick<ReportBook, 'versionsOf'>;
  readonly links: Pick<LogLinks, 'version'>;
  /** Whether whoever asks may file for a group. */
  readonly mayFile: (group: GroupNode) => boolean;
}

/** The tables of a unit: one for each kind of reporter there is, its groups in the order of their names. */
export function templateOf(source: TemplateSource, unit: UnitNode, period: Period): Template {
  const { world } = source;
  const alive = world.alive(period);
  const byKind = new Map<ReporterKind, GroupNode[]>();
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.kind !== 'group' || !alive[node.ordinal] || !source.mayFile(node)) continue;
    const list = byKind.get(node.group.kind);
    if (list) list.push(node);
    else byKind.set(node.group.kind, [node]);
  }
  const tables = REPORTER_KINDS.flatMap((kind) => {
    const table = tableOf(source, kind, byKind.get(kind) ?? [], period);
    return table.rows.length > 0 ? [table] : [];
  });
  return { unit, period, tables, groups: tables.reduce((sum, { rows }) => sum + rows.length, 0) };
}

function tableOf(
  { world, cells, reports, links }: TemplateSource,
  kind: ReporterKind,
  groups: readonly GroupNode[],
  period: Period
): TemplateTable {
  const day = lastDay(period, world.profile);
  const used: IndicatorNode[] = [];
  const rows = new Map(groups.map((group) => [group.ordinal, new Map<number, TemplateCell>()]));
  for (const indicator of world.indicators) {
    const { ordinal } = indicator;
    const { time, kind: sort } = indicator.indicator;
    const expected = world.expected(ordinal, period);
    const before = cells.reaching(ordinal, time, period - 1);
    let any = false;
    for (const group of groups) {
      const place = world.placeIn(expected, group.ordinal);
      if (place < 0) continue;
      any = true;
      const found: GroupValue = { num: 0, den: 0, age: 0 };
      const held = groupValue(before, time, group.ordinal, false, found);
      const target = world.targets.holding(world.tree, ordinal, sort, group.ordinal, day);
      rows.get(group.ordinal)?.set(ordinal, {
        indicator,
        last: held ? { num: found.num, den: found.den < 0 ? null : found.den, age: found.age } : null,
        base: world.baseOf(ordinal, group, period),
        target: target ? { value: target.value, giver: target.giver } : null
      });
    }
    if (any) used.push(indicator);
  }
  const unitOf = (group: GroupNode) => {
    const above = world.tree.nodes[group.parent];
    return above?.kind === 'unit' ? above.unit.fullName : '';
  };
  const newestOf = (group: GroupNode): string | null => {
    const [newest] = reports.versionsOf(group.ordinal, period);
    return newest ? links.version(newest.position) : null;
  };
  const listed = groups
    .map((group): TemplateRow => ({
      group,
      unit: unitOf(group),
      version: newestOf(group),
      cells: rows.get(group.ordinal) ?? new Map()
    }))
    .filter(({ cells: own }) => own.size > 0)
    .sort((a, b) => compareNames(a.unit, b.unit) || compareNames(a.group.group.name, b.group.group.name));
  return { kind, indicators: used, rows: listed };
}
