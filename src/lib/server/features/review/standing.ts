import type { ClosingBook } from '../../../domain/closing-book.ts';
import type { Period } from '../../../domain/period.ts';
import type { VersionState } from '../../../domain/report-book.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { QueueState, Standing } from '../../../api/review.ts';

/** What was last done about a unit's consolidation of a period. */
export function standingOf(closing: Pick<ClosingBook, 'stepsOf'>, unit: UnitKey, period: Period): Standing {
  return closing.stepsOf(unit, period).at(-1)?.body.step ?? 'none';
}

/** Where the newest of some versions, newest first, stands. */
export function stateOf(versions: Iterable<VersionState>): QueueState {
  for (const { state } of versions) return state;
  return 'missing';
}
