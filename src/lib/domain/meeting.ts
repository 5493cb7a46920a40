import type { Day, Period } from './period.ts';
import type { UnitKey } from './unit.ts';

/** Bounds of a meeting's texts, in characters, and of its lists. */
export const MEETING_LIMITS = {
  title: 160,
  text: 2_000,
  who: 160,
  note: 1_000,
  query: 1_000,
  slides: 60
} as const;

/** One view on the agenda: what it is called, and the desk's choice as the query of an address. */
export interface Slide {
  readonly title: string;
  /** `?unit=48@2025-07-01&indicator=KTS01`; empty is the desk as it opens. */
  readonly query: string;
}

/**
 * A figure as it stood when something was promised about it: whole numbers, frozen in the log, so that what was known
 * then is told exactly whatever is corrected later. −1 is missing, as in `Rows`.
 */
export interface FigureThen {
  readonly period: Period;
  readonly num: number;
  readonly den: number;
  readonly expected: number;
  readonly expectedBase: number;
  readonly fresh: number;
  readonly freshBase: number;
  readonly targetNum: number;
  readonly targetDen: number;
}

/** Against what a conclusion was written: a unit or a group, and an indicator where it is about one. */
export interface ConclusionSubject {
  /** A unit's key, or a group's code. */
  readonly node: string;
  readonly indicator: string | null;
}

/**
 * One step in the life of a meeting (họp giao ban) or of a promise that was made in one. `id` is the meeting's and
 * `promise` the promise's, each given when it begins and never changed. `by` is the last day on time.
 */
export type MeetingStep =
  | {
      readonly step: 'opened';
      readonly id: string;
      readonly unit: UnitKey;
      readonly title: string;
      readonly day: Day;
      readonly slides: readonly Slide[];
    }
  | {
      readonly step: 'arranged';
      readonly id: string;
      readonly title: string;
      readonly day: Day;
      readonly slides: readonly Slide[];
    }
  | { readonly step: 'ended'; readonly id: string }
  | { readonly step: 'resumed'; readonly id: string }
  | ({
      readonly step: 'concluded';
      readonly id: string;
      readonly promise: string;
      readonly text: string;
      /** Who is to do it, as people say it: a body or a person. */
      readonly who: string;
      readonly by: Day | null;
      readonly then: FigureThen | null;
    } & ConclusionSubject)
  | { readonly step: 'done' | 'withdrawn' | 'reopened'; readonly promise: string; readonly note: string };

/** What may be said of a promise after it was made. */
export const PROMISE_VERBS = ['done', 'withdrawn', 'reopened'] as const;
export type PromiseVerb = (typeof PROMISE_VERBS)[number];

export const PROMISE_STATES = ['open', 'done', 'withdrawn'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];
