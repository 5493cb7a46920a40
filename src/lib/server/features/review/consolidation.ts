import type { Principal } from '../../../domain/access.ts';
import { changedSums, membersOf, receiverOf } from '../../../domain/consolidating.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { ConsolidationView, MemberView } from '../../../api/review.ts';
import { changesSince } from './changes.ts';
import {
  chainAt,
  mayHere,
  pathTo,
  unitName,
  type Names,
  type ReviewDesk
} from '../../context/review/desk.ts';
import { closedAbove, lockViewOf } from './lock.ts';
import { standingOf, stateOf } from './standing.ts';
import { toldChanges } from '../../context/review/told-figure.ts';
import { sumsOf, sumViews } from './sums.ts';

/** Whose work a unit puts together for a period, and whether it is in. */
export function membersView(desk: ReviewDesk, unit: number, period: Period): MemberView[] {
  const { fold } = desk.publisher;
  const { levels } = chainAt(desk, unit, period);
  const { units, groups } = membersOf(fold.world, unit, period, levels);
  const { closing } = fold.steps;
  return [
    ...units.map(({ key, unit: { fullName } }): MemberView => {
      const isIn = closing.confirmed(key, period) !== null;
      return { id: key, name: fullName, kind: 'unit', state: standingOf(closing, key, period), isIn };
    }),
    ...groups.flatMap((ordinal): MemberView[] => {
      const node = fold.world.tree.nodes[ordinal];
      if (node?.kind !== 'group') return [];
      const { code, name } = node.group;
      const versions = [...fold.book.versionsOf(ordinal, period)];
      const isIn = versions.some((version) => version.state === 'approved');
      return [{ id: code, name, kind: 'group', state: stateOf(versions), isIn }];
    })
  ];
}

/** Ids of members whose work is not in. */
export function missingOf(members: readonly MemberView[]): string[] {
  return members.filter(({ isIn }) => !isIn).map(({ id }) => id);
}

/** A unit's consolidation of a period, as those see it who prepare, confirm or receive it. */
export async function consolidationView(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  period: Period,
  names: Names
): Promise<ConsolidationView> {
  const { fold } = desk.publisher;
  const { closing } = fold.steps;
  const { position } = fold;
  const { chain, levels } = chainAt(desk, unit.ordinal, period);
  const receiver = receiverOf(fold.world.tree, unit.ordinal, levels);
  const members = membersView(desk, unit.ordinal, period);
  const steps = closing.stepsOf(unit.key, period);
  const last = steps.at(-1);
  const pinned = closing.confirmed(unit.key, period);
  const lock = closing.lockOf(unit.key, period);
  const above = closedAbove(desk, unit, period);
  await names.learn([...steps, lock, above].flatMap((step) => (step ? [step.actor] : [])));
  const sums = sumsOf(desk, unit.ordinal, period);
  const views = sumViews(desk, unit.ordinal, period);
  const since = pinned && {
    pinned: pinned.body.pinned,
    sums: toldChanges(changedSums(pinned.body.sums, sums)),
    ...(await changesSince(desk, unit, period, pinned.body.pinned, names))
  };
  return {
    unit: unitName(unit),
    period: formatPeriod(period),
    position,
    path: pathTo(desk, unit.ordinal),
    receiver: receiver && receiver.ordinal !== unit.ordinal ? unitName(receiver) : null,
    receiverName: chain?.steps.find(({ from }) => PARTIES[unit.level]?.includes(from))?.toName ?? null,
    standing: last?.body.step ?? 'none',
    sums: views,
    members,
    missing: missingOf(members),
    texts: last?.body.texts ?? { tasks: '', difficulties: '', proposals: '', practices: '' },
    steps: steps.map(({ at, actor, body }) => ({
      step: body.step,
      at,
      by: names.of(actor),
      reason: body.reason,
      missing: body.missing ?? []
    })),
    since,
    lock: lockViewOf(desk, lock, names),
    closedAbove: lockViewOf(desk, above, names),
    may: rightsIn(desk, principal, unit, levels.includes(unit.level), receiver),
    own: last?.body.step === 'prepared' && last.actor === principal.actor
  };
}

/** Who passes on at a level, as chains call them. */
const PARTIES: Readonly<Partial<Record<number, readonly string[]>>> = {
  3: ['commune', 'commune-group'],
  2: ['district'],
  1: ['department']
};

function rightsIn(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  consolidates: boolean,
  receiver: UnitNode | null
): ConsolidationView['may'] {
  const may = (action: Parameters<typeof mayHere>[2], node: number) => mayHere(desk, principal, action, node);
  const found: ConsolidationView['may'][number][] = [];
  if (consolidates && may('prepare', unit.ordinal)) found.push('prepare');
  if (consolidates && may('approve', unit.ordinal)) found.push('confirm');
  if (consolidates && mayReturn(desk, principal, unit, receiver)) found.push('return');
  if (may('lock', unit.ordinal)) found.push('lock');
  return found;
}

/** Whether somebody may send a unit's consolidation back: who receives it, and the unit's own head, who takes it back. */
export function mayReturn(
  desk: ReviewDesk,
  principal: Principal,
  unit: UnitNode,
  receiver: UnitNode | null
): boolean {
  const may = (action: Parameters<typeof mayHere>[2], node: number) => mayHere(desk, principal, action, node);
  if (may('approve', unit.ordinal)) return true;
  return (
    receiver !== null &&
    receiver.ordinal !== unit.ordinal &&
    (may('check', receiver.ordinal) || may('approve', receiver.ordinal))
  );
}
