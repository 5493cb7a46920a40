import {
  ATTENTION_KINDS,
  owedRowsByGroup,
  type AttentionKind,
  type AttentionRow,
  type OwedRow
} from '../../../domain/attention.ts';
import { isOverdue } from '../../../domain/meeting-book.ts';
import { fourOf } from '../../../domain/filing-state.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { LevelName } from '../../../domain/unit.ts';
import {
  HALF_HOURS,
  type KindCount,
  type OperationsAnswer,
  type OperationsQuestion
} from '../../../api/operations.ts';
import { MOST_ROWS, ROWS_AT_A_GLANCE, type RowState } from '../../../domain/row-filter.ts';
import { arrivalsOfDay } from '../../context/arrivals/day.ts';
import { unownedBelow } from '../../context/matters/unowned.ts';
import { nodeCalled } from '../../context/profile/desk.ts';
import { isRefusal, type Outcome } from '../../../api/outcome.ts';
import { unitAt, unitView } from '../../context/matters/views.ts';
import { arrivalsOf } from './arrivals.ts';
import { nextOf, OpenPlaces } from './where.ts';
import { askedUnit, type OperationsDesk } from './desk.ts';
import { isMine, rowView, standingOf, type Standing } from './row-view.ts';

/** At and below this level the groups that owe are rows of their own. */
const COMMUNE_LEVEL = 3;
/** While reports are still looked at, whoever watches asks again after so long, milliseconds. */
const AGAIN_MS = 1_000;

/** What wants attention in a unit, as one board shows it. */
export function boardOf(desk: OperationsDesk, question: OperationsQuestion): Outcome<OperationsAnswer> {
  const unit = askedUnit(desk, question.unit);
  if (isRefusal(unit)) return unit;
  const { fold, now, base } = desk;
  const { tree } = fold.world;
  const owed = base.owed(now);
  const debts: readonly OwedRow[] =
    unit.level >= COMMUNE_LEVEL
      ? owed.sheets.flatMap((sheet) => owedRowsByGroup(sheet, tree, base.places(), unit))
      : owed.rows;
  const inside = insideOf(desk, unit);
  const counts = noCounts();
  const overdueBy: Partial<Record<LevelName, number>> = {};
  const found: Record<AttentionKind, Standing[]> = {
    ...{ alert: [], overdue: [], dueSoon: [], anomaly: [], matter: [] }
  };
  const [late, open] = [new OpenPlaces(desk, unit), new OpenPlaces(desk, unit)];
  let wakes = Infinity;
  for (const rows of [debts, base.others(now, desk.alerts)]) {
    for (const row of rows) {
      if (!inside[row.node] || !isOfPillar(row, question)) continue;
      const standing = standingOf(desk, row);
      if (standing.isSnoozed) wakes = Math.min(wakes, standing.one.snoozedUntil ?? Infinity);
      if (!isInState(desk, standing, question.state)) continue;
      found[row.kind].push(standing);
      const count = counts[row.kind];
      count.rows += 1;
      const things = 'count' in row ? row.count : 1;
      count.things += things;
      if (question.kind === undefined || question.kind === row.kind) open.add(row.node, things);
      if (row.kind === 'overdue' && row.owes === 'group') late.add(row.node, things);
      if (standing.holder === null && row.kind !== 'matter') count.nobody += 1;
      if (row.kind === 'overdue') overdueBy[row.owes] = (overdueBy[row.owes] ?? 0) + row.count;
    }
  }
  counts.matter.nobody = unownedBelow(fold, unit.ordinal);
  const [reported] = owed.sheets;
  const kinds = question.kind === undefined ? ATTENTION_KINDS : [question.kind];
  const limit = question.kind === undefined ? ROWS_AT_A_GLANCE : Math.min(question.limit, MOST_ROWS);
  const { unchecked } = base;
  const soon = Math.min(owed.again ?? Infinity, unchecked > 0 ? AGAIN_MS : Infinity);
  const until = Math.min(owed.until, wakes, now + soon);
  return {
    position: fold.position,
    now,
    until: Number.isFinite(until) ? until : null,
    unit: unitView(unit),
    roots: desk.roots.flatMap((root) => {
      const node = unitAt(tree, root);
      return node ? [unitView(node)] : [];
    }),
    filing: {
      period: formatPeriod(reported.period),
      counts: fourOf(reported.counts(unit.ordinal))
    },
    counts,
    overdueBy,
    half: late.half(),
    places: open.places(),
    rows: kinds.flatMap((kind) => found[kind].slice(0, limit).map((one) => rowView(desk, one))),
    arrivals: arrivalsOf(desk, inside, question.since),
    today: todayOf(fold, unit, now),
    next: nextOf(desk, unit),
    unchecked,
    tasks: tasksOf(desk, inside)
  };
}

function todayOf(fold: OperationsDesk['fold'], unit: UnitNode, now: number): OperationsAnswer['today'] {
  const { from, today, before, days } = arrivalsOfDay(fold, unit.ordinal, now, HALF_HOURS);
  return { from, today: [...today], before: [...before], days };
}

/** What meetings gave to units and groups inside and is not done. */
function tasksOf({ fold, day }: OperationsDesk, inside: Uint8Array): OperationsAnswer['tasks'] {
  const { world, steps } = fold;
  let [open, overdue] = [0, 0];
  for (const promise of steps.meetings.promises) {
    const node = promise.state === 'open' ? nodeCalled(world.tree, promise.node) : undefined;
    if (!node || !inside[node.ordinal]) continue;
    open += 1;
    if (isOverdue(promise, day)) overdue += 1;
  }
  return { open, overdue };
}

/** Every row about one key that stands now, whatever the filters; null where there is none. */
export function rowOf(desk: OperationsDesk, key: string, node: number): AttentionRow | null {
  const { fold, now, base } = desk;
  const { tree } = fold.world;
  const owed = base.owed(now);
  const isSame = (row: AttentionRow) => row.key === key;
  const wide = owed.rows.find(isSame) ?? base.others(now, desk.alerts).find(isSame);
  if (wide) return wide;
  const place = unitAt(tree, base.places()[node] ?? -1);
  if (!place) return null;
  return (
    owed.sheets.flatMap((sheet) => owedRowsByGroup(sheet, tree, base.places(), place)).find(isSame) ?? null
  );
}

const insides = new WeakMap<object, { nodes: number; inside: Uint8Array }>();

/** For every node whether it is a unit or lies below it, 0 or 1, by ordinal. */
function insideOf({ fold }: OperationsDesk, unit: UnitNode): Uint8Array {
  const { nodes } = fold.world.tree;
  const known = insides.get(unit);
  if (known?.nodes === nodes.length) return known.inside;
  const inside = new Uint8Array(nodes.length);
  inside[unit.ordinal] = 1;
  // Parents come before their children.
  for (let ordinal = unit.ordinal + 1; ordinal < nodes.length; ordinal++)
    inside[ordinal] = inside[nodes[ordinal]?.parent ?? -1] ?? 0;
  insides.set(unit, { nodes: nodes.length, inside });
  return inside;
}

function isOfPillar({ pillars }: AttentionRow, { pillar }: OperationsQuestion): boolean {
  return pillar === undefined || pillars.length === 0 || pillars.includes(pillar);
}

function isInState(desk: OperationsDesk, standing: Standing, state: RowState): boolean {
  const { one, holder, isSnoozed } = standing;
  if (state === 'resolved') return one.isResolved;
  if (one.isResolved) return false;
  switch (state) {
    case 'active':
      return !isSnoozed;
    case 'mine':
      return isMine(desk, holder);
    case 'nobody':
      return !isSnoozed && holder === null;
    case 'snoozed':
      return isSnoozed;
  }
}

type Counting = { -readonly [K in keyof KindCount]: KindCount[K] };

function noCounts(): Record<AttentionKind, Counting> {
  const none = () => ({ rows: 0, things: 0, nobody: 0 });
  return { alert: none(), overdue: none(), dueSoon: none(), anomaly: none(), matter: none() };
}
