import { mayAt, type Principal } from '../../../domain/access.ts';
import type { DueStep, FilingSheet } from '../../../domain/filing-sheet.ts';
import { countsOf, noCounts } from '../../../domain/filing-state.ts';
import { dayAt, formatPeriod, isFuture, parsePeriod, type Period } from '../../../domain/period.ts';
import type { GroupNode, Node, Tree, UnitNode } from '../../../domain/tree.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { ChainAnswer, GroupRow, HopAnswer, UnitRow } from '../../../api/chain.ts';
import { isRefusal, MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { UnitName } from '../../../api/shapes.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { sheetsOf } from './sheets.ts';

/** At and below this level all groups are listed; above it only those that hang at the unit itself. */
const COMMUNE_LEVEL = 3;

/** Who asks, of what, when. */
export interface ChainQuestion {
  readonly principal: Principal;
  /** A unit's key. */
  readonly unit: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Milliseconds UTC. */
  readonly now: number;
}

/** A unit and a period that somebody may see. */
export interface ChainPlace {
  readonly unit: UnitNode;
  readonly period: Period;
  readonly sheet: FilingSheet;
}

/** The unit and the period that were asked for, where they are there and may be seen; else why not. */
export function unitPlace(
  { world: { tree } }: Fold,
  { principal, unit, period, now }: ChainQuestion,
  action: 'read' | 'remind' = 'read'
): Outcome<Omit<ChainPlace, 'sheet'>> {
  const key = parseUnitKey(unit);
  const month = parsePeriod(period);
  const node = key ? tree.unit(`${key.code}@${key.validFrom}`) : undefined;
  if (!node || month === null) return UNKNOWN;
  if (!mayAt(principal, action, tree, node.ordinal, dayAt(now))) return MAY_NOT_SEE;
  return { unit: node, period: month };
}

/** The same with the sheet of who has filed by when. */
export function chainPlace(
  fold: Fold,
  question: ChainQuestion,
  action: 'read' | 'remind' = 'read'
): Outcome<ChainPlace> {
  const place = unitPlace(fold, question, action);
  if (isRefusal(place)) return place;
  return { ...place, sheet: sheetsOf(fold).of(place.period, question.now) };
}

/** Who has filed by when at and below a unit. */
export function chainAnswer(fold: Fold, question: ChainQuestion): Outcome<ChainAnswer> {
  const place = chainPlace(fold, question);
  if (isRefusal(place)) return place;
  const { unit, period, sheet } = place;
  const { tree } = fold.world;
  const chain = sheet.chainAt(unit.ordinal);
  // A screen is shown no deeper than its link.
  const sees = ({ ordinal }: Node) => mayAt(question.principal, 'read', tree, ordinal, dayAt(question.now));
  return {
    unit: { ...named(unit), level: unit.level },
    path: pathTo(tree, unit, question),
    period: formatPeriod(period),
    future: isFuture(period, question.now, fold.world.profile),
    now: question.now,
    until: Number.isFinite(sheet.until) ? sheet.until : null,
    position: fold.position,
    chain: chain && {
      name: chain.name,
      reading: chain.reading,
      illustrative: chain.illustrative,
      citation: chain.citation
    },
    counts: sheet.counts(unit.ordinal),
    closing: sheet.closingOf(unit),
    hops: hopsBelow(tree, sheet, unit),
    units: unitRows(sheet, unitsBelow(tree, sheet, unit).filter(sees)),
    groups: groupsAt(tree, sheet, unit)
      .filter(sees)
      .map((group) => groupRow(sheet, group))
  };
}

/** The groups that a unit's list names: those that hang at it; of a commune and below, all below it. */
export function groupsAt(tree: Tree, sheet: FilingSheet, unit: UnitNode): GroupNode[] {
  const found: GroupNode[] = [];
  const all = unit.level >= COMMUNE_LEVEL;
  const nodes = all ? tree.downward(unit.ordinal) : tree.children(unit.ordinal).map((at) => tree.nodes[at]);
  for (const node of nodes) if (node?.kind === 'group' && sheet.filing(node.ordinal)) found.push(node);
  return found;
}

/** The units below one that its list names: its children in which somebody is expected to file; none of a commune. */
export function unitsBelow(tree: Tree, sheet: FilingSheet, unit: UnitNode): UnitNode[] {
  if (unit.level >= COMMUNE_LEVEL) return [];
  return tree.children(unit.ordinal).flatMap((at) => {
    const node = tree.nodes[at];
    return node?.kind === 'unit' && sheet.counts(at).expected > 0 ? [node] : [];
  });
}

function unitRows(sheet: FilingSheet, units: readonly UnitNode[]): UnitRow[] {
  return units.map((node) => ({
    ...named(node),
    counts: sheet.counts(node.ordinal),
    closing: sheet.closingOf(node),
    due: sheet.ownStep(node)?.deadline?.at ?? null
  }));
}

function groupRow(sheet: FilingSheet, { ordinal, group }: GroupNode): GroupRow {
  const { code, name, kind } = group;
  const due = sheet.stepOf(ordinal)?.deadline?.at ?? null;
  return { code, name, kind, filing: sheet.filing(ordinal)!, due };
}

/** How far each hop has come at and below a unit, in the order in which they fall due. */
export function hopsBelow(tree: Tree, sheet: FilingSheet, unit: UnitNode): HopAnswer[] {
  const hops = new Map<
    DueStep,
    { groups: Mutable<HopAnswer['groups']>; units: Mutable<HopAnswer['units']> }
  >();
  const tally = (due: DueStep) => {
    let found = hops.get(due);
    if (!found) {
      const units = { due: 0, confirmed: 0, late: 0, prepared: 0, missing: 0 };
      hops.set(due, (found = { groups: noCounts(), units }));
    }
    return found;
  };
  for (const node of nodesBelow(tree, unit)) {
    if (node.kind === 'group') {
      const due = sheet.stepOf(node.ordinal);
      const filing = due && sheet.filing(node.ordinal);
      if (filing) for (const name of countsOf(filing)) tally(due).groups[name] += 1;
      continue;
    }
    const due = sheet.ownStep(node);
    const closing = due && sheet.closingOf(node);
    if (!closing) continue;
    const { units } = tally(due);
    units.due += 1;
    if (closing.state === 'confirmed' || closing.state === 'prepared' || closing.state === 'missing')
      units[closing.state] += 1;
    if (closing.state === 'confirmed' && closing.lateBy) units.late += 1;
  }
  return [...hops]
    .sort(([a], [b]) => dueAt(a) - dueAt(b))
    .map(([{ chain, step, deadline }, counts]) => ({
      from: step.fromName,
      to: step.toName,
      deadline,
      illustrative: chain.illustrative,
      ...counts
    }));
}

/** A unit and everything below it: one pass over the tree, much faster than going down it where the unit is a large one. */
export function nodesBelow(tree: Tree, unit: UnitNode): Node[] {
  const inside = new Uint8Array(tree.nodes.length);
  inside[unit.ordinal] = 1;
  const found: Node[] = [unit];
  // Parents come before their children.
  for (let ordinal = unit.ordinal + 1; ordinal < tree.nodes.length; ordinal++) {
    const node = tree.nodes[ordinal]!;
    if (node.parent < 0 || !inside[node.parent]) continue;
    inside[ordinal] = 1;
    found.push(node);
  }
  return found;
}

function pathTo(tree: Tree, unit: UnitNode, { principal, now }: ChainQuestion): UnitName[] {
  const path: UnitName[] = [];
  for (const node of tree.upward(unit.ordinal)) {
    if (node.kind !== 'unit' || !mayAt(principal, 'read', tree, node.ordinal, dayAt(now))) break;
    path.unshift(named(node));
  }
  return path;
}

function named({ key, unit }: UnitNode): UnitName {
  return { key, name: unit.fullName };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function dueAt({ deadline }: DueStep): number {
  return deadline?.at ?? Number.MAX_SAFE_INTEGER;
}
