import type { Action } from './access.ts';
import type { ReviewState } from './report.ts';

/** What a reviewer can decide of a version. */
export const VERDICTS = ['checked', 'approved', 'returned'] as const satisfies readonly ReviewState[];
export type Verdict = (typeof VERDICTS)[number];

/** What can be done to a version that stands in a state, and the rights of which one is enough. */
const STEPS: Readonly<Record<ReviewState, Readonly<Partial<Record<Verdict, readonly Action[]>>>>> = {
  submitted: { checked: ['check'], approved: ['approve'], returned: ['check', 'approve'] },
  checked: { approved: ['approve'], returned: ['check', 'approve'] },
  // Approved by mistake: the head takes it back, before an amendment could.
  approved: { returned: ['approve'] },
  // Whoever filed it sends a new version.
  returned: {}
};

/** The rights of which one lets somebody decide so of a version in a state; none where nobody may. */
export function rightsTo(verdict: Verdict, from: ReviewState): readonly Action[] {
  return STEPS[from][verdict] ?? [];
}

/**
 * What became of a decision on one report. `already`: it stood there, and nothing was added. `moved`: somebody was
 * faster and it stands elsewhere. `superseded`: a newer version has come. `own`: nobody approves what they filed.
 * `needsLook`: it was decided of with many others, and somebody has to look at it first.
 */
export const REVIEW_OUTCOMES = [
  'done',
  'already',
  'moved',
  'superseded',
  'own',
  'needsLook',
  'forbidden',
  'unknown'
] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** What is known of a version when somebody decides of it. */
export interface Decision {
  readonly verdict: Verdict;
  /** Where the version stands now. */
  readonly state: ReviewState;
  /** It is the standing version of its group and period: the newest that was not returned (RULES 9a). */
  readonly counts: boolean;
  /** Whoever decides has filed it. */
  readonly isOwn: boolean;
  /** Whether whoever decides has a right at the group. */
  readonly may: (action: Action) => boolean;
}

/** Judges one decision; `done` means that it is to be entered. */
export function judgeReview({ verdict, state, counts, isOwn, may }: Decision): ReviewOutcome {
  const ever = (Object.keys(STEPS) as ReviewState[]).flatMap((from) => rightsTo(verdict, from));
  if (!ever.some(may)) return 'forbidden';
  if (state === verdict) return 'already';
  if (!counts) return state === 'returned' ? 'moved' : 'superseded';
  const rights = rightsTo(verdict, state);
  if (rights.length === 0) return 'moved';
  if (!rights.some(may)) return 'forbidden';
  return verdict === 'approved' && isOwn ? 'own' : 'done';
}
