import type { Words } from '../domain/indicator.ts';
import type { AnswerLevel, MatterKind, MatterState, MatterVerb } from '../domain/matter.ts';
import type { ReportTexts, ReviewState } from '../domain/report.ts';
import type { Spread } from '../domain/spread.ts';

/** Who files, as the phone keeps its drafts and its outbox by. */
export interface FilingMe {
  /** `account:…`. */
  readonly actor: string;
  readonly name: string;
}

/** `GET /api/v1/filing/me`: who is signed in, and at which store. */
export interface FilingHere extends FilingMe {
  /** Its id: another one where the store was put back (RULES 32). */
  readonly store: string;
}

/** Until when a group's report of a period is awaited. */
export interface FilingDeadline {
  /** The last day on which it is on time, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** The moment from which it is late, milliseconds UTC. */
  readonly endsAt: number;
  /** No authority set the day: "minh họa". */
  readonly illustrative: boolean;
  /** The last day is no working day and the chain does not move it (RULES 3). */
  readonly closed: 'holiday' | 'weekend' | null;
}

/** What became of the newest version of a group's report for a period. */
export interface FiledState {
  /** `r120`. */
  readonly id: string;
  /** When the server received it, milliseconds UTC. */
  readonly at: number;
  readonly state: ReviewState;
  /** Why it was returned; empty otherwise. */
  readonly reason: string;
}

/** A period that a group owes or has filed. */
export interface FilingPeriod {
  /** `YYYY-MM`. */
  readonly period: string;
  readonly deadline: FilingDeadline | null;
  /** Null while nothing was filed. */
  readonly filed: FiledState | null;
  /** Whether it is closed to this group. */
  readonly locked: boolean;
}

/** A step of a difficulty's life, as its filer sees it. */
export interface RaisedStep {
  readonly at: number;
  readonly step: 'opened' | MatterVerb;
  readonly note: string;
  /** The unit that it was passed to; empty for other steps. */
  readonly to: string;
}

/** A difficulty that a group raised and what became of it. */
export interface RaisedMatter {
  readonly id: string;
  readonly period: string;
  readonly kind: MatterKind;
  readonly text: string;
  readonly wanted: AnswerLevel;
  readonly state: MatterState;
  /** Oldest first. */
  readonly steps: readonly RaisedStep[];
}

export interface FilingGroup {
  readonly code: string;
  readonly name: string;
  /** Full name of the unit in which it works. */
  readonly unit: string;
  /** Newest first: what is being reported and the periods before it; the one that runs now comes first. */
  readonly periods: readonly FilingPeriod[];
  /** Newest first, at most 20. */
  readonly matters: readonly RaisedMatter[];
  /** Newest first, at most 5. */
  readonly notes: readonly { readonly at: number; readonly text: string }[];
}

/** `GET /api/v1/filing/mine`: the groups that somebody may file for, one page of them. */
export interface FilingMine {
  readonly me: FilingMe;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
  /** The period that is being reported, `YYYY-MM`. */
  readonly reported: string;
  /** How many groups answer the search. */
  readonly total: number;
  readonly from: number;
  readonly groups: readonly FilingGroup[];
}

/** One indicator that a group is to file in a period. */
export interface SheetIndicator {
  readonly code: string;
  readonly pillar: string;
  readonly name: Words;
  readonly short: Words;
  readonly kind: 'share' | 'quota' | 'count';
  readonly time: 'stock' | 'flow' | 'flow-ytd';
  readonly direction: 'up' | 'down';
  /** `households`, `persons`, … */
  readonly counts: string;
  readonly numerator: Words;
  readonly denominator: Words | null;
  /** The base fact that stands in where no denominator is filed; null for quotas and counts, or where none is known. */
  readonly base: number | null;
  /** A fraction: 9/10 of the denominator, or a number for counts. */
  readonly target: { readonly num: number; readonly den: number } | null;
  /** The newest figure of an earlier period that reaches this one. */
  readonly last: {
    readonly num: number;
    readonly den: number | null;
    /** `YYYY-MM`. */
    readonly period: string;
  } | null;
  /** What the other groups of its kind in the commune report, by which a figure that stands out is known while it is typed. */
  readonly neighbours: Spread | null;
  /** What the newest version says for this very period, returned or not (RULES 9a): the draft begins with it. */
  readonly filed: { readonly num: number; readonly den: number | null } | null;
  /**
   * Twelve months up to this period, oldest first: rates, or numbers for counts. `commune` is Σ numerators ÷ Σ
   * denominators of those who reported, for counts the mean of a group.
   */
  readonly own: readonly (number | null)[];
  readonly commune: readonly (number | null)[];
}

/** A version of a group's report with who sent it. */
export interface SheetVersion extends FiledState {
  /** Name of who sent it; empty where it is not known. */
  readonly who: string;
}

/** What the newest version of a group's report says besides its figures, its own words and those taken over. */
interface SheetNewest extends FiledState {
  readonly texts: ReportTexts;
  /** SHA-256 of photos. */
  readonly photos: readonly string[];
  /** Codes of indicators that the version before it said and it does not. */
  readonly lost: readonly string[];
}

/** `GET /api/v1/filing/{group}/{YYYY-MM}`: what a phone needs to file with, also without a network. */
export interface FilingSheet {
  readonly group: string;
  readonly name: string;
  readonly unit: string;
  readonly period: string;
  readonly now: number;
  readonly deadline: FilingDeadline | null;
  readonly locked: boolean;
  /** From which levels the group may ask for an answer. */
  readonly levels: readonly AnswerLevel[];
  /** By pillar, in the catalogue's order. */
  readonly indicators: readonly SheetIndicator[];
  /** Newest first. */
  readonly versions: readonly SheetVersion[];
  /** The newest version whole, returned or not; null while nothing was filed. Its `id` is what to send as `basedOn`. */
  readonly newest: SheetNewest | null;
}

/** A figure or a text on one side of a conflict; null where that side took it back. */
export type ConflictValue = { readonly num: number; readonly den: number | null } | string | null;

/** One cell that a newer version and the one that was sent name differently (RULES 9a). */
export interface ConflictCell {
  /** Code of an indicator, or `tasks`, `difficulties`, `proposals`, `practices`. */
  readonly what: string;
  readonly yours: ConflictValue;
  readonly theirs: ConflictValue;
}

/** A report that a newer version stands against: nothing of the call was stored. */
export interface VersionConflict {
  /** Where the report lies in what was sent, as a JSON Pointer. */
  readonly path: string;
  readonly group: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly newest: {
    /** `r120`: what to send as `basedOn` next. */
    readonly id: string;
    /** When the server received it, milliseconds UTC. */
    readonly at: number;
    /** Name of who sent it; empty where it is not known. */
    readonly by: string;
    readonly onBehalf: boolean;
  };
  readonly cells: readonly ConflictCell[];
}

/** What a 409 of `POST /api/v1/reports` with the code `newerVersion` holds besides its title. */
export interface VersionConflicts {
  readonly code: 'newerVersion';
  readonly conflicts: readonly VersionConflict[];
  /** Conflicts that are not listed. */
  readonly more: number;
}
