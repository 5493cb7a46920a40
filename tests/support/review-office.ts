import { isRefusal, reasonOf, type Outcome } from '../../src/lib/api/outcome.ts';
import { statusOf } from '../../src/lib/api/refusals.ts';
import {
  reviewReports,
  type ReportView,
  type ReviewQueue,
  type ReviewResult
} from '../../src/lib/api/review.ts';
import type { Principal } from '../../src/lib/domain/access.ts';
import { formatPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { decide } from '../../src/lib/server/features/review/decide.ts';
import { readQueue, readReport } from '../../src/lib/server/features/review/verbs.ts';
import type { ReviewRoom } from './review-room.ts';

/** What was answered. */
export function granted<T>(outcome: Outcome<T>): T {
  if (isRefusal(outcome)) throw new Error(reasonOf(outcome).en);
  return outcome;
}

/** The status with which an outcome is answered. */
export function heard(outcome: object): number {
  return isRefusal(outcome) ? statusOf(outcome) : 200;
}

/** Decides of reports as somebody; what became of each, with the status of the whole. */
export async function decided(room: ReviewRoom, who: Principal, sent: object) {
  const outcome = await decide(room.as(who), { body: reviewReports.body.parse(sent) });
  const { results = [] }: { results?: readonly ReviewResult[] } = isRefusal(outcome)
    ? (outcome.beside ?? {})
    : outcome;
  return { status: heard(outcome), results };
}

/** What waits for somebody's review. */
export async function queueOf(
  room: ReviewRoom,
  who: Principal,
  unit: UnitKey,
  period: Period
): Promise<ReviewQueue> {
  return granted(await readQueue(room.as(who), { params: { unit, period: formatPeriod(period) } }));
}

/** One version of a report as somebody sees it. */
export async function reportOf(room: ReviewRoom, who: Principal, id: string): Promise<ReportView> {
  return granted(await readReport(room.as(who), { params: { id } }));
}
