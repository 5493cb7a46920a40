import { deadlineOf, stepOfGroup } from '../../../domain/deadline.ts';
import { lastDay, type Period } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import type { FilingDeadline } from '../../../api/filing.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** By when a group's report of a period is due, by the chain that holds for it; null where no day is set. */
export function deadlineFor(fold: Fold, group: GroupNode, period: Period): FilingDeadline | null {
  const { tree, profile } = fold.world;
  const { chains } = fold.steps;
  const chain = chains.holding(tree, group.ordinal, lastDay(period, profile));
  const step = chain && stepOfGroup(chain, tree, group);
  if (!step) return null;
  const due = deadlineOf(chain, step, period, profile, (day) => chains.isHoliday(day));
  if (!due) return null;
  return { lastDay: due.lastDay, endsAt: due.at, illustrative: chain.illustrative, closed: due.closed };
}
