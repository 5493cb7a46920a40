import { z } from 'zod';
import type { Principal } from '../../domain/access.ts';
import type { Position } from '../../domain/entry.ts';
import { judgeReview, VERDICTS, type Verdict } from '../../domain/reviewing.ts';
import type { VersionState } from '../../domain/report-book.ts';
import type { ReviewResult } from '../../wire/review.ts';
import { entriesByPosition, mayHere, positionOf, type ReviewDesk } from './desk.ts';
import { decisions } from './in-turn.ts';

/** Reports that one call decides of. */
export const MOST_REVIEWED = 500;
/** Characters of a reason. */
export const MOST_REASON = 2000;

/** A decision on some reports, as sent. */
export const reviewRequest = z.strictObject({
  reports: z.array(z.string().max(20)).min(1).max(MOST_REVIEWED),
  state: z.enum(VERDICTS),
  reason: z.string().max(MOST_REASON).default(''),
  /** One press for many: what nobody has to look at first (`bulk.ts`) is left alone. */
  bulk: z.boolean().default(false)
});

/**
 * Decides of reports, each by where it stands now, and says of each what became of it: one that cannot be done keeps
 * no other from being done. Sent again, it finds everything done already.
 */
export function reviewReports(
  desk: ReviewDesk,
  principal: Principal,
  ids: readonly string[],
  verdict: Verdict,
  reason: string
): Promise<ReviewResult[]> {
  return decisions.do(async () => {
    const positions = new Map(
      ids.flatMap((id): [string, Position][] => {
        const position = positionOf(id);
        return position === null ? [] : [[id, position]];
      })
    );
    const carrying = new Map([...positions.values()].map((one) => [one, carriedBy(desk, one)]));
    const authors = await entriesByPosition(desk, [...carrying.values()].flat());
    const results = [...new Set(ids)].map((id) => {
      const position = positions.get(id);
      const carried = position === undefined ? [] : (carrying.get(position) ?? []);
      const isOwn = carried.some((one) => authors.get(one)?.actor === principal.actor);
      return judge(desk, principal, { id, position, verdict, isOwn });
    });
    const done = results.flatMap(({ outcome, id }) => (outcome === 'done' ? [positions.get(id) ?? 0] : []));
    if (done.length > 0)
      await desk.append(principal, [
        { kind: 'review', reports: done, state: verdict, reason: reason.trim() }
      ]);
    return results.map((result) => (result.outcome === 'done' ? { ...result, state: verdict } : result));
  });
}

/**
 * The versions that named what a version says: itself, and those from which it took something over (RULES 9a). So
 * nobody approves their own figures behind another's correction.
 */
export function carriedBy({ publisher }: Pick<ReviewDesk, 'publisher'>, position: Position): Position[] {
  return publisher.fold.book.authorsOf(position);
}

interface Asked {
  readonly id: string;
  readonly position: Position | undefined;
  readonly verdict: Verdict;
  readonly isOwn: boolean;
}

function judge(
  desk: ReviewDesk,
  principal: Principal,
  { id, position, verdict, isOwn }: Asked
): ReviewResult {
  const { book } = desk.publisher.fold;
  const head = position === undefined ? null : book.version(position);
  if (!head || position === undefined) return { id, outcome: 'unknown', state: null };
  let version: VersionState | null = null;
  for (const one of book.versionsOf(head.group, head.period)) if (one.position === position) version = one;
  if (!version) return { id, outcome: 'unknown', state: null };
  const outcome = judgeReview({
    verdict,
    state: version.state,
    counts: book.standing(head.group, head.period)?.position === position,
    isOwn,
    may: (action) => mayHere(desk, principal, action, head.group)
  });
  // Whoever may not see a report is not told where it stands.
  return { id, outcome, state: outcome === 'forbidden' ? null : version.state };
}
