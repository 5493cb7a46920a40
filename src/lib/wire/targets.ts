import type { State } from '../domain/attainment.ts';
import type { Position } from '../domain/entry.ts';
import type { Words } from '../domain/indicator.ts';
import type { Day } from '../domain/period.ts';
import type { Fraction, Target } from '../domain/target.ts';
import type { Standing } from '../domain/target-book.ts';
import type { UnitKey } from '../domain/unit.ts';

/** A unit as a page names it. */
export interface UnitName {
  readonly key: UnitKey;
  readonly name: string;
  readonly level: number;
}

/** Bases by which a quota can be divided, in the order in which they are offered. */
export const DIVISORS = ['population', 'households', 'adults', 'age15to65', 'businesses'] as const;
export type Divisor = (typeof DIVISORS)[number];

/** One recipient of targets: a row of the grid. */
export interface TargetRow {
  /** `unit:KEY` or `group:CODE`. */
  readonly id: string;
  readonly recipient: Target['recipient'];
  readonly name: string;
  /** The giver's unit itself. */
  readonly isSelf: boolean;
  /** Base facts; null where none is known, which is not a base of 0. */
  readonly bases: Readonly<Record<Divisor, number | null>>;
}

/** A target as a page shows it. */
export type ShownTarget = Omit<Target, 'indicator' | 'recipient'>;

/** One recipient × indicator. */
export interface TargetCell {
  /** Whether anybody at or below the recipient files the indicator: without that it can be given no target. */
  readonly filed: boolean;
  /** What was given to this very recipient and holds on the sheet's day. */
  readonly given: ShownTarget | null;
  /** Of a share: what comes from above where nothing was given, and from whom. */
  readonly inherited: { readonly value: Fraction; readonly from: string } | null;
}

/** One indicator of a sheet. */
export interface TargetColumn {
  readonly code: string;
  readonly short: Words;
  readonly name: Words;
  readonly kind: 'share' | 'quota' | 'count';
  readonly counts: string;
  /** In the order of the sheet's rows. */
  readonly cells: readonly TargetCell[];
}

/** An indicator that can be chosen for a sheet. */
export interface TargetChoice {
  readonly code: string;
  readonly pillar: string;
  readonly short: Words;
  readonly kind: 'share' | 'quota' | 'count';
}

/** `GET /api/v1/targets/{unit}`: the targets that a unit gives, as a grid. */
export interface TargetSheet {
  readonly unit: UnitName;
  /** Last position that changed the structure: what a preview and a saving are made of. */
  readonly structure: Position;
  /** The day on which the targets shown hold. */
  readonly day: Day;
  /** Whether the asking one may give targets here. */
  readonly mayGive: boolean;
  readonly rows: readonly TargetRow[];
  readonly columns: readonly TargetColumn[];
  /** Every indicator that somebody here files. */
  readonly choices: readonly TargetChoice[];
}

/** How many of what stand in each state. */
export type StateCounts = Readonly<Partial<Record<State, number>>>;

/** An earlier target of the same recipient that the new one meets, and what becomes of it. */
export interface Overlap {
  readonly target: ShownTarget;
  /**
   * replaced: it began on the same day. superseded: it began before and no longer holds once the new one begins.
   * returns: it holds again when the new one ends. takesOver: it begins later and then holds instead of the new one.
   */
  readonly effect: 'replaced' | 'superseded' | 'returns' | 'takesOver';
}

/** What one new target changes. */
export interface TargetChange {
  readonly id: string;
  readonly name: string;
  readonly indicator: string;
  /** What holds on the new one's first day without it. */
  readonly before: {
    readonly value: Fraction;
    readonly assigned: number | null;
    readonly isInherited: boolean;
  } | null;
  readonly after: { readonly value: Fraction; readonly assigned: number | null };
  /** By the newest figures, with the old target and with the new one. */
  readonly stateBefore: State;
  readonly stateAfter: State;
  readonly overlaps: readonly Overlap[];
}

/** What was divided of a quota or a count, against what was given to the giver's unit. */
export interface TargetSum {
  readonly indicator: string;
  /** Null where the unit itself was given nothing. */
  readonly given: number | null;
  readonly divided: number;
}

/** Of a share: groups below that take the new targets over, and where they stand before and after. */
export interface Inheriting {
  readonly indicator: string;
  readonly groups: number;
  readonly before: StateCounts;
  readonly after: StateCounts;
}

/** Why something was not taken, in both languages. */
export interface TargetFault {
  /** JSON Pointer into what was sent. */
  readonly path: string;
  readonly code: string;
  readonly message: Words;
}

/** `POST /api/v1/targets/preview`: what saving would change. */
export interface TargetPreview {
  readonly structure: Position;
  /** The period whose figures the states are made of, `YYYY-MM`. */
  readonly period: string;
  readonly changes: readonly TargetChange[];
  readonly before: StateCounts;
  readonly after: StateCounts;
  readonly sums: readonly TargetSum[];
  readonly inheriting: readonly Inheriting[];
  readonly faults: readonly TargetFault[];
}

/** One target of a recipient's past, present or future. */
export interface PastTarget extends ShownTarget {
  readonly indicator: string;
  readonly short: Words;
  readonly kind: 'share' | 'quota' | 'count';
  readonly holds: Standing;
  /** The day from which a target that began later takes this one's place; null where none does. */
  readonly replacedFrom: Day | null;
}

/** Where one may go from the unit at which one works. */
export interface PlaceChoice {
  /** The units whose subtrees are one's own. */
  readonly roots: readonly UnitName[];
  /** From such a unit down to the one shown. */
  readonly path: readonly UnitName[];
  readonly below: readonly UnitName[];
}

/** Targets that were given together: the same giver, decision and validity. */
export interface Giving {
  readonly id: string;
  readonly giver: string;
  readonly decision: { readonly number: string; readonly date: Day } | null;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly citation: string;
  readonly illustrative: boolean;
}

/** One table of an appendix: shares, or numbers with their sums. */
export interface AppendixTable {
  readonly kind: 'shares' | 'numbers';
  readonly columns: readonly { readonly code: string; readonly name: Words }[];
  /** Values in the order of the columns: hundredths of a percent, or numbers; null where nothing was given. */
  readonly rows: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Of numbers; null for shares, which no sum is made of. */
  readonly sums: readonly number[] | null;
}

/** The appendix of a decision. */
export interface Appendix {
  readonly unit: UnitName;
  readonly givings: readonly Giving[];
  readonly giving: Giving | null;
  readonly tables: readonly AppendixTable[];
}
