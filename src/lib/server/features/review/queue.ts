import { expectedIn, membersOf } from '../../../domain/consolidating.ts';
import { isLocked } from '../../../domain/closing-book.ts';
import type { Principal } from '../../../domain/access.ts';
import type { Position } from '../../../domain/position.ts';
import { countFiling } from '../../../domain/filing-state.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { GroupNode, UnitNode } from '../../../domain/tree.ts';
import type { ChildLine, QueueLine, QueueState, ReviewQueue } from '../../../api/review.ts';
import { isForBulk } from './bulk.ts';
import { carriedBy } from './decide.ts';
import {
  chainAt,
  entriesByPosition,
  mayHere,
  pathTo,
  unitName,
  type Names,
  type ReviewDesk
} from '../../context/review/desk.ts';
import { findingsOf } from '../../context/review/figures.ts';
import { standingOf, stateOf } from './standing.ts';

/** Groups that one queue lists: a commune has at most some dozens. */
const MOST_LINES = 500;

/**
 * What waits for review in a unit and period: the groups that stand under no other unit that consolidates, and the
 * units below that do, with how far they are.
 */
export async function reviewQueue(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  names: Names
): Promise<ReviewQueue> {
  const { fold } = desk.publisher;
  const { tree } = fold.world;
  const { levels } = chainAt(desk, unit.ordinal, period);
  const members = membersOf(fold.world, unit.ordinal, period, levels);
  const groups = members.groups.map((group) => tree.nodes[group]).filter(isGroup);
  const newest = groups.slice(0, MOST_LINES).map((group) => ({
    group,
    versions: [...fold.book.versionsOf(group.ordinal, period)]
  }));
  const entries = await entriesByPosition(
    desk,
    newest.flatMap(({ versions }) => (versions[0] ? carriedBy(desk, versions[0].position) : []))
  );
  await names.learn([...entries.values()].map(({ actor }) => actor));
  const author = (position: Position) => entries.get(position)?.actor ?? '';
  const lines = newest.map(({ group, versions }): QueueLine => {
    const above = tree.nodes[group.parent];
    const last = versions[0];
    return {
      group: group.group.code,
      name: group.group.name,
      unit: above?.kind === 'unit' && above.ordinal !== unit.ordinal ? above.unit.fullName : '',
      state: last?.state ?? 'missing',
      id: last ? fold.links.version(last.position) : null,
      at: last?.at ?? null,
      by: last ? names.of(author(last.position)) : null,
      version: versions.length,
      amends: versions.slice(1).some(({ state }) => state === 'approved'),
      findings: last ? findingsOf(fold, last.position) : [],
      own: last !== undefined && carriedBy(desk, last.position).some((one) => author(one) === principal.actor)
    };
  });
  const may = (['check', 'approve', 'prepare', 'lock'] as const).filter((action) =>
    mayHere(desk, principal, action, unit.ordinal)
  );
  return {
    unit: unitName(unit),
    period: formatPeriod(period),
    position: fold.position,
    path: pathTo(desk, unit.ordinal),
    lines,
    filing: countFiling(
      fold.book,
      groups.map(({ ordinal }) => ordinal),
      period
    ),
    counts: countStates(groups.map((group) => stateOf(fold.book.versionsOf(group.ordinal, period)))),
    children: childLines(desk, members.units, period),
    standing: standingOf(fold.steps.closing, unit.key, period),
    consolidates: levels.includes(unit.level),
    locked: isLocked(fold.steps.closing, tree, unit.ordinal, period),
    bulk: bulkOf(lines, may),
    may
  };
}

function childLines({ publisher }: ReviewDesk, units: readonly UnitNode[], period: Period): ChildLine[] {
  const { fold } = publisher;
  const isExpected = expectedIn(fold.world, period);
  const alive = fold.world.alive(period);
  return units.map((unit) => {
    const groups: number[] = [];
    for (const node of fold.world.tree.downward(unit.ordinal))
      if (node.kind === 'group' && alive[node.ordinal] && isExpected(node.ordinal)) groups.push(node.ordinal);
    return {
      ...unitName(unit),
      standing: standingOf(fold.steps.closing, unit.key, period),
      filing: countFiling(fold.book, groups, period),
      counts: countStates(groups.map((group) => stateOf(fold.book.versionsOf(group, period)))),
      at: fold.steps.closing.stepsOf(unit.key, period).at(-1)?.at ?? null
    };
  });
}

/** What one press may decide of: the head approves what the clerk laid before them, the clerk lays before the head what came. */
function bulkOf(lines: readonly QueueLine[], may: ReviewQueue['may']): ReviewQueue['bulk'] {
  const verdict = may.includes('approve') ? 'approved' : may.includes('check') ? 'checked' : null;
  if (verdict === null) return null;
  const reports = lines.flatMap((line) => (line.id !== null && isForBulk(line, verdict) ? [line.id] : []));
  return reports.length > 0 ? { verdict, reports } : null;
}

function countStates(states: readonly QueueState[]): Record<QueueState, number> {
  const counts = { missing: 0, submitted: 0, checked: 0, approved: 0, returned: 0 };
  for (const state of states) counts[state]++;
  return counts;
}

function isGroup(node: { readonly kind: string } | undefined): node is GroupNode {
  return node?.kind === 'group';
}
