import { mayAt } from '../../../domain/access.ts';
import { holdsOn, type UnitKey } from '../../../domain/unit.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { MatterCounts } from '../../../api/difficulties.ts';
import type { countDifficulties } from '../../../api/difficulties.ts';
import type { Answer } from '../../../api/declare.ts';
import { refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { MatterList } from '../../../domain/matter.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { unitAt, unitView } from '../../context/matters/views.ts';

type Counting = Record<MatterList, number>;

/**
 * How many matters lie at and below a unit, and at and below each unit under it that stands today. No texts: whoever
 * may read figures there may ask. `overdue` is BC03; `passed` counts what was raised below and lies above.
 */
export function mattersCounts(desk: MatterDesk, key: UnitKey): Outcome<Answer<typeof countDifficulties>> {
  const { fold, principal, day, now, facts } = desk;
  const { tree } = fold.world;
  const root = tree.unit(key);
  if (!root) return UNKNOWN;
  if (!mayAt(principal, 'read', tree, root.ordinal, day))
    return refuse(
      'mayNotSee',
      'forbidden',
      'Đơn vị ngoài phạm vi của tài khoản.',
      'You do not have access to this unit.'
    );
  const children = tree
    .children(root.ordinal)
    .flatMap((child) => unitAt(tree, child) ?? [])
    .filter((child) => mayAt(principal, 'read', tree, child.ordinal, day));
  const counted = new Map<number, Counting>([[root.ordinal, none()]]);
  for (const child of children) counted.set(child.ordinal, none());
  for (const matter of fold.steps.matters.all) {
    const fact = facts.of(matter);
    if (!fact || !tree.isWithin(fact.group, root.ordinal)) continue;
    for (const above of tree.upward(fact.group)) {
      const counts = counted.get(above.ordinal);
      if (counts) count(counts, matter.state, fact.place.ordinal < above.ordinal, fact.due <= now);
      if (above.ordinal === root.ordinal) break;
    }
  }
  const shown = children
    .filter((child) => holdsOn(child.unit, day) || sum(counted.get(child.ordinal)) > 0)
    .sort((a, b) => compareNames(a.unit.name, b.unit.name));
  const units = [root, ...shown].map((node) => ({
    unit: unitView(node),
    counts: counted.get(node.ordinal) ?? none()
  }));
  return { position: fold.position, now, units };
}

function count(
  counts: Counting,
  state: Exclude<MatterList, 'passed' | 'overdue'>,
  isAbove: boolean,
  isOverdue: boolean
): void {
  if (isAbove) {
    if (state !== 'closed') counts.passed += 1;
    return;
  }
  counts[state] += 1;
  if (isOverdue) counts.overdue += 1;
}

function none(): Counting {
  return { open: 0, taken: 0, overdue: 0, answered: 0, passed: 0, closed: 0 };
}

function sum(counts: MatterCounts | undefined): number {
  return counts ? Object.values(counts).reduce((all, one) => all + one, 0) : 0;
}
