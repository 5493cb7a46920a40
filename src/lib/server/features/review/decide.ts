import type { Answer } from '../../../api/declare.ts';
import { NOT_YOURS, refuse, UNKNOWN, type Outcome, type Refusal } from '../../../api/outcome.ts';
import type * as api from '../../../api/review.ts';
import type { ReviewResult } from '../../../api/review.ts';
import type { Principal } from '../../../domain/access.ts';
import type { Position } from '../../../domain/position.ts';
import { judgeReview, type ReviewOutcome, type Verdict } from '../../../domain/reviewing.ts';
import type { VersionState } from '../../../domain/report-book.ts';
import type { Asked } from '../../http/serve.ts';
import type { ReviewContext } from './asking.ts';
import { mayGoInBulk } from './bulk.ts';
import { entriesByPosition, mayHere, positionOf, type ReviewDesk } from '../../context/review/desk.ts';
import { decisions } from './in-turn.ts';

/** Why none of some reports could be decided of, by what became of one of them; the first that applies. */
const NONE_DONE: readonly (readonly [readonly ReviewOutcome[], Refusal])[] = [
  [
    ['moved', 'superseded', 'needsLook'],
    refuse(
      'conflict',
      'noneDone',
      'Không báo cáo nào xử lý được: đã có người xử lý, đã có bản mới hơn, hoặc cần xem từng báo cáo.',
      'None could be processed: someone else just handled them, there is a newer version, or each must be opened.'
    )
  ],
  [
    ['own'],
    refuse(
      'mayNotChange',
      'own',
      'Không tự duyệt báo cáo do mình nộp.',
      'You cannot approve a report you submitted.'
    )
  ],
  [['forbidden'], NOT_YOURS],
  [['unknown'], UNKNOWN]
];

/** Decides of reports and says of each what became of it; with `bulk` those that somebody has to look at are left. */
export async function decide(
  { runtime: desk, principal }: Pick<ReviewContext, 'runtime' | 'principal'>,
  { body: { reports, state, reason, bulk } }: Pick<Asked<typeof api.reviewReports>, 'body'>
): Promise<Outcome<Answer<typeof api.reviewReports>>> {
  if (state === 'returned' && reason.trim() === '')
    return refuse(
      'wrong',
      'missingField',
      'Hãy ghi lý do trả lại.',
      'Give a reason for returning it.',
      '/reason'
    );
  const isLeft = (id: string) => {
    const position = bulk ? positionOf(desk, id) : null;
    return position !== null && !mayGoInBulk(desk.publisher.fold, position, state);
  };
  const left = reports.filter(isLeft);
  const taken = reports.filter((id) => !left.includes(id));
  const results = [
    ...(await reviewReports(desk, principal, taken, state, reason)),
    ...left.map((id): ReviewResult => ({ id, outcome: 'needsLook', state: null }))
  ];
  const became = new Set(results.map(({ outcome }) => outcome));
  if (became.has('done') || became.has('already')) return { results };
  const why = NONE_DONE.find(([outcomes]) => outcomes.some((one) => became.has(one)));
  return { ...(why?.[1] ?? UNKNOWN), beside: { results } };
}

/**
 * Decides of reports, each by where it stands now, and says of each what became of it: one that cannot be done keeps
 * no other from being done. Sent again, it finds everything done already.
 */
function reviewReports(
  desk: ReviewDesk,
  principal: Principal,
  ids: readonly string[],
  verdict: Verdict,
  reason: string
): Promise<ReviewResult[]> {
  return decisions.do(async () => {
    const positions = new Map(
      ids.flatMap((id): [string, Position][] => {
        const position = positionOf(desk, id);
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

interface Judged {
  readonly id: string;
  readonly position: Position | undefined;
  readonly verdict: Verdict;
  readonly isOwn: boolean;
}

function judge(
  desk: ReviewDesk,
  principal: Principal,
  { id, position, verdict, isOwn }: Judged
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
