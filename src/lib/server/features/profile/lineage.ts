import type { LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { currentPeriod, formatPeriod, lastDay, parsePeriod, type Period } from '../../../domain/period.ts';
import type { Basis, Rows } from '../../../domain/rows.ts';
import type { GroupNode, Node } from '../../../domain/tree.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import { MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type * as api from '../../../api/lookup.ts';
import type { GroupLine, GroupPage, LineageAnswer, LineagePart, ReportRef } from '../../../api/lookup.ts';
import type { Asked } from '../../http/serve.ts';
import { mayDo, maySee, nodeCalled, tellingOf, type ProfileDesk } from '../../context/profile/desk.ts';
import { figureNow, nodeName } from '../../context/profile/figure.ts';
import { sourcesOf, type FigureSource } from './sources.ts';

/** Groups of one page. */
export const LINEAGE_PAGE = 50;

/** What is asked for. */
export interface LineageQuestion {
  readonly node: Node;
  readonly indicator: IndicatorNode;
  readonly period: Period;
  readonly basis: Basis;
  /** From 1. */
  readonly page: number;
}

/** Where a number comes from: its parts, the reports under it, its target. */
export async function readLineage(
  desk: ProfileDesk,
  { params, query }: Pick<Asked<typeof api.readLineage>, 'params' | 'query'>
): Promise<Outcome<LineageAnswer>> {
  const { world } = desk.publisher.fold;
  const node = nodeCalled(world.tree, params.node);
  const indicator = world.indicator(params.indicator);
  const period = parsePeriod(params.period);
  if (!node || !indicator || period === null || period > currentPeriod(desk.now, world.profile))
    return UNKNOWN;
  if (!maySee(desk, node)) return MAY_NOT_SEE;
  await desk.publisher.withheld.ready();
  return lineageOf(desk, { node, indicator, period, ...query });
}

/** Where a number comes from, at the fold's position. */
export async function lineageOf(desk: ProfileDesk, question: LineageQuestion): Promise<LineageAnswer> {
  const { node, indicator, period, basis } = question;
  const { fold, warm } = desk.publisher;
  const { tree, targets, profile } = fold.world;
  const rows = warm.rows(indicator.ordinal, period);
  const { position, last } = fold;
  const figure = figureNow(rows, node.ordinal, indicator, basis, tellingOf(desk, node.ordinal));
  const day = lastDay(period, profile);
  const target = targets.holding(tree, indicator.ordinal, indicator.indicator.kind, node.ordinal, day);
  const from =
    target &&
    ('unit' in target.recipient ? tree.unit(target.recipient.unit) : tree.group(target.recipient.group));
  const parts = partsOf(desk, question, rows);
  const path = [...tree.upward(node.parent)].filter((above) => maySee(desk, above)).reverse();
  return {
    position,
    asOf: last.at,
    node: nodeName(node),
    path: path.map(nodeName),
    indicator: indicator.indicator,
    period: formatPeriod(period),
    basis,
    figure,
    target: target && { target, from: from && from.ordinal !== node.ordinal ? nodeName(from) : null },
    parts,
    groups: await groupPage(desk, question, rows)
  };
}

/** What lies directly below and should file; none of it where one thing there is not for whoever asks. */
function partsOf(
  desk: ProfileDesk,
  { node, indicator, basis }: LineageQuestion,
  rows: Rows
): LineagePart[] | null {
  const { tree } = desk.publisher.fold.world;
  const below = tree
    .children(node.ordinal)
    .flatMap((child) => (rows.expected[child]! > 0 ? tree.nodes[child]! : []));
  if (below.some((child) => !maySee(desk, child))) return null;
  return below.map((child) => {
    const { num, den, expected, fresh, carried, withheld } = figureNow(
      rows,
      child.ordinal,
      indicator,
      basis,
      tellingOf(desk, child.ordinal)
    );
    return { ...nodeName(child), num, den, expected, fresh, carried, withheld };
  });
}

async function groupPage(
  desk: ProfileDesk,
  question: LineageQuestion,
  rows: Rows
): Promise<GroupPage | null> {
  const { node, basis, indicator, period } = question;
  const { fold } = desk.publisher;
  const { tree } = fold.world;
  const { groups } = fold.world.expected(indicator.ordinal, period);
  const own = [...groups].filter((group) => tree.isWithin(group, node.ordinal));
  const first = tree.nodes[own[0] ?? -1];
  if (!first || !maySee(desk, first)) return null;
  const pages = Math.max(1, Math.ceil(own.length / LINEAGE_PAGE));
  const page = Math.min(question.page, pages);
  const shown = new Set(own.slice((page - 1) * LINEAGE_PAGE, page * LINEAGE_PAGE));
  const telling = tellingOf(desk, node.ordinal);
  const hidden =
    telling.few === 'withheld' ? telling.withheld.now.groups(indicator.ordinal) : new Set<number>();
  const rest = { num: 0, den: 0 };
  let withheld = false;
  for (const group of own) {
    const [num, den] = [rows[basis].num[group]!, rows[basis].den[group]!];
    // The rest would tell what was withheld of one.
    withheld ||= hidden.has(group);
    if (shown.has(group)) continue;
    rest.num += Math.max(0, num);
    rest.den += Math.max(0, den);
  }
  const told = withheld ? { num: null, den: null } : rest;
  const elsewhere = { ...told, groups: own.length - shown.size };
  const { time } = indicator.indicator;
  // All of it at one position: what the store is asked for comes after.
  const found = [...shown].map((group) => ({
    group: tree.nodes[group] as GroupNode,
    sources: sourcesOf(fold, group, indicator.ordinal, time, period, basis),
    figure: figureNow(rows, group, indicator, basis, tellingOf(desk, group)),
    readsTexts: mayDo(desk, 'readTexts', group)
  }));
  const readable = found.flatMap(({ readsTexts, sources }) => (readsTexts ? sources : []));
  const refs = await refsOf(desk, readable);
  const lines = found.map(({ group, sources, figure, readsTexts }): GroupLine => {
    const unit = tree.nodes[group.parent];
    return {
      code: group.group.code,
      name: group.group.name,
      unit: unit?.kind === 'unit' ? unit.unit.fullName : '',
      num: figure.num,
      den: figure.den,
      age: figure.oldestAge,
      count: sources.length,
      reports: readsTexts ? sources.flatMap(({ position }) => refs.get(position) ?? []) : null,
      withheld: figure.withheld
    };
  });
  return { page, pages, total: own.length, lines, elsewhere };
}

/** Who filed versions and who approved them, when. */
async function refsOf(
  { publisher, store, names }: ProfileDesk,
  sources: readonly FigureSource[]
): Promise<ReadonlyMap<Position, ReportRef>> {
  const { book, links } = publisher.fold;
  const approvals = new Map<Position, Position>();
  for (const { position, state } of sources) {
    if (state !== 'approved') continue;
    for (const review of book.reviewsOf(position)) {
      if (review.state === 'approved') approvals.set(position, review.position);
      break;
    }
  }
  const wanted = [...new Set([...sources.map(({ named }) => named), ...approvals.values()])];
  const entries = new Map<Position, LogEntry>(
    (await store.entriesAt(wanted.sort((a, b) => a - b))).map((entry) => [entry.position, entry])
  );
  await names.learn([...entries.values()].map(({ actor }) => actor));
  return new Map(
    sources.map(({ position, named, period, at, state, num, den }) => {
      const filed = entries.get(named);
      const decided = entries.get(approvals.get(position) ?? -1);
      const onBehalf = filed?.body.kind === 'report' && filed.body.how?.onBehalf === true;
      const ref: ReportRef = {
        id: links.version(position),
        period: formatPeriod(period),
        num,
        den: den < 0 ? null : den,
        at,
        by: filed ? names.of(filed.actor) : '',
        onBehalf,
        state,
        approved: decided ? { at: decided.at, by: names.of(decided.actor) } : null
      };
      return [position, ref] as const;
    })
  );
}
