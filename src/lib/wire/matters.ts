import type { AnswerLevel, MatterKind, MatterState, MatterVerb } from '../domain/matter.ts';
import type { LevelName, UnitKey } from '../domain/unit.ts';

/** A unit as a list names it. */
export interface UnitView {
  readonly key: UnitKey;
  readonly fullName: string;
  readonly level: LevelName;
}

/** A step as people are shown it. */
export interface MatterStepView {
  readonly step: 'opened' | MatterVerb;
  /** Milliseconds UTC, the server's clock. */
  readonly at: number;
  /** Who took it, by name. */
  readonly by: string;
  readonly note: string;
  /** Where it was passed to; null for every other step. */
  readonly to: UnitView | null;
}

/** A difficulty with its life so far, for those who may read its texts. */
export interface MatterView {
  readonly id: string;
  readonly group: { readonly code: string; readonly name: string };
  /** The unit of the group. */
  readonly from: UnitView;
  /** The unit where it lies: whoever may answer there has the next step. */
  readonly place: UnitView;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly kind: MatterKind;
  readonly text: string;
  readonly proposal: string;
  /** From which level an answer is wanted. */
  readonly wanted: AnswerLevel;
  readonly state: MatterState;
  /** Name of who has taken it; null where nobody has. */
  readonly taker: string | null;
  /** Whoever asks has taken it. */
  readonly mine: boolean;
  /** When it came into its state where it lies, milliseconds UTC. */
  readonly since: number;
  /** The last moment for the next step, milliseconds UTC; null where none is awaited. */
  readonly awaitedBy: number | null;
  readonly overdue: boolean;
  /** Oldest first; the first opened it. */
  readonly steps: readonly MatterStepView[];
  /** The newest answer, or null. */
  readonly answer: MatterStepView | null;
  /** The unit above where it lies, to which it may be passed; null at the top. */
  readonly above: UnitView | null;
  /** What whoever asks may do with it now. */
  readonly may: readonly MatterVerb[];
}

/** `GET /api/v1/matters/of/{group}`: what a group raised, newest first, at most 100. */
export interface GroupMatters {
  /** Nothing up to here is missing. */
  readonly position: number;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
  readonly matters: readonly MatterView[];
}

/** The lists of an inbox. `passed`: raised in the unit, lying above it now. */
export const MATTER_LISTS = ['open', 'taken', 'overdue', 'answered', 'passed', 'closed'] as const;
export type MatterList = (typeof MATTER_LISTS)[number];
export type MatterCounts = Readonly<Record<MatterList, number>>;

/** `here`: what lies with the unit itself. `within`: what was raised at and below it, wherever it lies now. */
export const MATTER_REACHES = ['here', 'within'] as const;
export type MatterReach = (typeof MATTER_REACHES)[number];

/** `GET /api/v1/matters`: one page of an inbox. */
export interface MatterPage {
  readonly position: number;
  readonly now: number;
  readonly unit: UnitView;
  readonly reach: MatterReach;
  readonly list: MatterList;
  /** How many there are on each list, under the same filters. */
  readonly counts: MatterCounts;
  /** Raised at and below the unit and taken by nobody, wherever they lie and whatever is filtered: as the operations room says it. */
  readonly unowned: number;
  readonly page: number;
  readonly pages: number;
  readonly matters: readonly MatterView[];
}

/** `GET /api/v1/matters/counts?unit=`: how many lie at and below a unit and each of the units under it. */
export interface MatterCountsAnswer {
  readonly position: number;
  readonly now: number;
  /** The unit first, then those under it by name. `overdue` is BC03. */
  readonly units: readonly { readonly unit: UnitView; readonly counts: MatterCounts }[];
}

/** `POST /api/v1/matters`: a difficulty raised at any time. */
export interface NewMatter {
  readonly group: string;
  /** `YYYY-MM`; the current one where absent. */
  readonly period?: string;
  readonly kind: MatterKind;
  readonly text: string;
  readonly proposal?: string;
  readonly wanted?: AnswerLevel;
  /** Chosen by whoever sends, so that a call that is sent again opens nothing twice. */
  readonly key?: string;
}

/** `POST /api/v1/matters/{id}/steps`. */
export interface NewMatterStep {
  readonly step: MatterVerb;
  readonly note?: string;
}

/** `POST /api/v1/matters/steps`: one step for many. */
export interface ManyMatterSteps extends NewMatterStep {
  readonly ids: readonly string[];
}

/** What became of each. */
export interface ManyMatterResults {
  readonly done: readonly string[];
  readonly refused: readonly {
    readonly id: string;
    readonly message: { readonly vi: string; readonly en: string };
  }[];
}
