import type { Position } from './position.ts';
import type { Period } from './period.ts';
import type { UnitKey } from './unit.ts';

/** What a difficulty (khó khăn, vướng mắc) is about. */
export const MATTER_KINDS = [
  'people',
  'devices',
  'network',
  'skills',
  'system',
  'funding',
  'data',
  'safety',
  'other'
] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** From which level an answer is wanted. */
export const ANSWER_LEVELS = ['commune', 'district', 'province', 'country'] as const;
export type AnswerLevel = (typeof ANSWER_LEVELS)[number];

/** open: nobody has it yet. taken: somebody does. answered: the filer has an answer. closed: the filer, or who answered, is done with it. */
export const MATTER_STATES = ['open', 'taken', 'answered', 'closed'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

/** The lists of an inbox. `passed`: raised in the unit, lying above it now. */
export const MATTER_LISTS = ['open', 'taken', 'overdue', 'answered', 'passed', 'closed'] as const;
export type MatterList = (typeof MATTER_LISTS)[number];

/** `here`: what lies with the unit itself. `within`: what was raised at and below it, wherever it lies now. */
export const MATTER_REACHES = ['here', 'within'] as const;
export type MatterReach = (typeof MATTER_REACHES)[number];

/** What can be done with a good practice. */
export const PRACTICE_VERBS = ['shared', 'unshared', 'commended', 'uncommended'] as const;
export type PracticeVerb = (typeof PRACTICE_VERBS)[number];

/** The lists: what groups at and below a unit told, what is shared to all (from anywhere), what is to be commended. */
export const PRACTICE_LISTS = ['told', 'shared', 'commended'] as const;
export type PracticeList = (typeof PRACTICE_LISTS)[number];

/** Characters that the texts of a matter or a practice, and of a step, may have. */
export const MATTER_LIMITS = { text: 2_000, note: 2_000, practice: 4_000 } as const;

/** A difficulty as a group raises it. */
export interface MatterDraft {
  readonly kind: MatterKind;
  readonly text: string;
  readonly proposal: string;
  readonly wanted: AnswerLevel;
}

/** What may follow once a matter is open. */
export const MATTER_VERBS = [
  'taken',
  'released',
  'answered',
  'passed',
  'closed',
  'reopened',
  'added'
] as const;
export type MatterVerb = (typeof MATTER_VERBS)[number];

/**
 * One step in the life of a matter (S2 3f: up the same chain until somebody answers). `id` is given when it is
 * opened and never changes. `released` gives back what was taken. `passed` moves it to the unit above (`to`), where
 * nobody has it yet. `added` is a word more of the filer and leaves the state as it is.
 */
export type MatterStep =
  | ({
      readonly step: 'opened';
      readonly id: string;
      readonly group: string;
      readonly period: Period;
    } & MatterDraft)
  | { readonly step: Exclude<MatterVerb, 'passed'>; readonly id: string; readonly note: string }
  | { readonly step: 'passed'; readonly id: string; readonly to: UnitKey; readonly note: string };

/** One step in the life of a good practice (cách làm hay): told, shared to all, marked for commendation, or taken back. */
export type PracticeStep =
  | {
      readonly step: 'told';
      readonly id: string;
      readonly group: string;
      readonly period: Period;
      readonly text: string;
    }
  | { readonly step: 'shared'; readonly id: string }
  | { readonly step: 'unshared'; readonly id: string }
  | { readonly step: 'commended'; readonly id: string; readonly note: string }
  | { readonly step: 'uncommended'; readonly id: string };

/** A step with its place in the log. */
export interface At<Step> {
  readonly position: Position;
  /** Milliseconds UTC, the server's clock. */
  readonly at: number;
  readonly actor: string;
  readonly body: Step;
}

/** A matter as its steps have made it. */
export interface Matter extends MatterDraft {
  readonly id: string;
  readonly group: string;
  readonly period: Period;
  readonly state: MatterState;
  /** The unit to which it was passed; null while it lies with the commune of its group. */
  readonly at: UnitKey | null;
  /** Who has taken it; null where nobody has. */
  readonly taker: string | null;
  /** When it came into its state where it lies, milliseconds UTC: from then on the next step is awaited. */
  readonly since: number;
  /** Oldest first; the first opened it. */
  readonly steps: readonly At<MatterStep>[];
}
