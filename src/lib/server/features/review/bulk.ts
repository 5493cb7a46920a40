import type { Position } from '../../../domain/position.ts';
import type { ReviewState } from '../../../domain/report.ts';
import type { Verdict } from '../../../domain/reviewing.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { findingsOf } from '../../context/review/figures.ts';

/** What one press may do to many reports: lay before the head what was filed, approve what a clerk laid before them. */
const BULK_FROM: Readonly<Partial<Record<Verdict, ReviewState>>> = {
  checked: 'submitted',
  approved: 'checked'
};

/** The verdicts that may be given to many reports at once. */
export type BulkVerdict = 'checked' | 'approved';

/** A version as one press would find it. */
export interface BulkCandidate {
  readonly state: ReviewState | 'missing';
  /** Rules that it breaks, saying less than the version before it among them. */
  readonly findings: readonly unknown[];
  /** Who looks has filed it. */
  readonly own: boolean;
}

/**
 * Whether one press takes a report in: nobody looks at each, so only what a clerk has laid before the head is approved,
 * only what breaks no rule, and nobody's own.
 */
export function isForBulk({ state, findings, own }: BulkCandidate, verdict: BulkVerdict): boolean {
  return state === BULK_FROM[verdict] && findings.length === 0 && !(own && verdict === 'approved');
}

/** The same of a version as it stands now; one of which nothing is known is judged by whoever decides. */
export function mayGoInBulk(fold: Fold, position: Position, verdict: Verdict): boolean {
  if (verdict === 'returned') return false;
  const head = fold.book.version(position);
  if (!head) return true;
  for (const version of fold.book.versionsOf(head.group, head.period))
    if (version.position === position) {
      const findings = findingsOf(fold, position);
      return version.state === verdict || isForBulk({ state: version.state, findings, own: false }, verdict);
    }
  return true;
}
