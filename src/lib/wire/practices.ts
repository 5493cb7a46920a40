import type { UnitView } from './matters.ts';

/** What can be done with a good practice. */
export const PRACTICE_VERBS = ['shared', 'unshared', 'commended', 'uncommended'] as const;
export type PracticeVerb = (typeof PRACTICE_VERBS)[number];

/** A good practice as people are shown it. */
export interface PracticeView {
  readonly id: string;
  readonly group: { readonly code: string; readonly name: string };
  /** The unit of the group, and the unit above that. */
  readonly from: UnitView;
  readonly above: UnitView | null;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly text: string;
  /** When it was told, milliseconds UTC. */
  readonly at: number;
  readonly shared: { readonly at: number; readonly by: string } | null;
  readonly commended: { readonly at: number; readonly by: string; readonly note: string } | null;
  /** What whoever asks may do with it now. */
  readonly may: readonly PracticeVerb[];
}

/** The lists: what groups at and below a unit told, what is shared to all (from anywhere), what is to be commended. */
export const PRACTICE_LISTS = ['told', 'shared', 'commended'] as const;
export type PracticeList = (typeof PRACTICE_LISTS)[number];

/** `GET /api/v1/practices`: one page, newest first. */
export interface PracticePage {
  readonly position: number;
  readonly now: number;
  readonly unit: UnitView;
  readonly list: PracticeList;
  readonly counts: Readonly<Record<PracticeList, number>>;
  readonly page: number;
  readonly pages: number;
  readonly practices: readonly PracticeView[];
}

/** `POST /api/v1/practices/{id}/steps`. */
export interface NewPracticeStep {
  readonly step: PracticeVerb;
  readonly note?: string;
}
