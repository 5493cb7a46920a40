import { mayAt, type Principal } from '../../../domain/access.ts';
import { isLocked, type ClosingBook } from '../../../domain/closing-book.ts';
import type { MatterBook } from '../../../domain/matter-book.ts';
import { dayAt, type Period } from '../../../domain/period.ts';
import type { PracticeBook } from '../../../domain/practice-book.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import type { LogLinks } from '../snapshot/log-links.ts';
import type { Bar } from './validate.ts';

/** What the chain knows of what was filed, closed, raised and told before. */
export interface ChainKnowledge {
  readonly book: Pick<ReportBook, 'versionsOf' | 'version' | 'standing' | 'valuesOf' | 'namedBy' | 'basesOf'>;
  /** Which places are of this log (RULES 32). */
  readonly links: Pick<LogLinks, 'vouches' | 'version'>;
  readonly closing: Pick<ClosingBook, 'lockOf'>;
  readonly matters: Pick<MatterBook, 'knows'>;
  readonly practices: Pick<PracticeBook, 'knows'>;
}

/** What keeps whom from filing: rights, a closed period, and a correction of an approved report without a reason. */
export function barOf(
  { world, chain }: { readonly world: World; readonly chain?: ChainKnowledge | undefined },
  { principal, now }: { readonly principal?: Principal; readonly now: number }
): Bar {
  const day = dayAt(now);
  const { tree } = world;
  return (group, period, report) => {
    if (principal && !mayAt(principal, 'file', tree, group.ordinal, day)) return 'notYours';
    if (!chain) return null;
    if (isLocked(chain.closing, tree, group.ordinal, period)) return 'periodLocked';
    // A person says why; a machine's correction carries the name of its key.
    const needsReason = principal?.kind === 'account' && !report.reason?.trim();
    return needsReason && isApproved(chain.book, group, period) ? 'reasonMissing' : null;
  };
}

function isApproved(book: ChainKnowledge['book'], group: GroupNode, period: Period): boolean {
  for (const { state } of book.versionsOf(group.ordinal, period)) if (state === 'approved') return true;
  return false;
}
