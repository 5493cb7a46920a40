import { latenessOf } from '../../../domain/filing-state.ts';
import { deadlineOf, stepOfGroup } from '../../../domain/deadline.ts';
import type { Position } from '../../../domain/position.ts';
import { formatPeriod, lastDay, type Period } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import type { ArrivalView } from '../../../api/operations.ts';
import { unitAt, unitView } from '../../context/matters/views.ts';
import type { OperationsDesk } from './desk.ts';

/** Reports that the list holds, and how far back it looks for them. */
const SHOWN = 40;
const LOOKED_AT = 20_000;

/** The reports that came last in a part of the tree (1 for each node inside), newest first. */
export function arrivalsOf(
  desk: OperationsDesk,
  inside: Uint8Array,
  since: Position | undefined
): ArrivalView[] {
  const { fold, base } = desk;
  const { tree } = fold.world;
  const found: ArrivalView[] = [];
  let looked = 0;
  for (const { group, period, position, at } of fold.book.newestFirst()) {
    if (found.length >= SHOWN || ++looked > LOOKED_AT || position <= (since ?? 0)) break;
    const node = tree.nodes[group];
    if (!inside[group] || node?.kind !== 'group') continue;
    const unit = unitAt(tree, base.places()[group] ?? -1);
    if (!unit) continue;
    let first = at;
    let versions = 0;
    for (const version of fold.book.versionsOf(group, period)) {
      if (version.position > position) continue;
      first = version.at;
      versions += 1;
    }
    found.push({
      position,
      at,
      group: { code: node.group.code, name: node.group.name },
      unit: unitView(unit),
      above: unitAt(tree, unit.parent)?.unit.fullName ?? '',
      period: formatPeriod(period),
      lateBy: latenessOf(first, dueOf(desk, node, period)),
      isAgain: versions > 1
    });
  }
  return found;
}

function dueOf({ fold }: OperationsDesk, group: GroupNode, period: Period): number | null {
  const { world, steps } = fold;
  const chain = steps.chains.holding(world.tree, group.ordinal, lastDay(period, world.profile));
  const step = chain && stepOfGroup(chain, world.tree, group);
  if (!step) return null;
  const isHoliday = (day: string) => steps.chains.isHoliday(day);
  return deadlineOf(chain, step, period, world.profile, isHoliday)?.at ?? null;
}
