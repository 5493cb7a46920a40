import type { Finding, FiledFigure } from '../domain/checks.ts';
import type { ChangedSum } from '../domain/consolidating.ts';
import type { ConfirmedSum, ConsolidationStep } from '../domain/closing.ts';
import type { Position } from '../domain/entry.ts';
import type { FilingCount } from '../domain/filing-state.ts';
import type { ReporterKind } from '../domain/group.ts';
import type { IndicatorKind, Words } from '../domain/indicator.ts';
import type { AnswerLevel, MatterKind, MatterState } from '../domain/matter.ts';
import type { ReportTexts, ReviewState } from '../domain/report.ts';
import type { ReviewOutcome, Verdict } from '../domain/reviewing.ts';
import type { Spread } from '../domain/spread.ts';
import type { Fraction } from '../domain/target.ts';
import type { Level, UnitKey } from '../domain/unit.ts';

/** A unit as the office pages name it. */
export interface UnitName {
  readonly key: UnitKey;
  readonly name: string;
  readonly level: Level;
}

/** Where a group's report stands in the queue; `missing`: nothing was filed. */
export type QueueState = ReviewState | 'missing';

/** A group in the queue with the newest version of its report. */
export interface QueueLine {
  /** Code of the group. */
  readonly group: string;
  readonly name: string;
  /** The unit that the group works in. */
  readonly unit: string;
  readonly state: QueueState;
  /** `r120`; null where nothing was filed. */
  readonly id: string | null;
  readonly at: number | null;
  readonly by: string | null;
  /** Which version it is: 1, 2, … */
  readonly version: number;
  /** It corrects a version that was approved. */
  readonly amends: boolean;
  /** Rules that it breaks. */
  readonly findings: readonly Finding[];
  /** Who looks has filed it, and so cannot approve it. */
  readonly own: boolean;
}

/** A unit below that consolidates by itself: how far it is. */
export interface ChildLine extends UnitName {
  readonly standing: Standing;
  /** The one count of filing (RULES 9b) over the groups below it. */
  readonly filing: FilingCount;
  /** The states of their newest versions: what waits for a decision. */
  readonly counts: Readonly<Record<QueueState, number>>;
  /** When its standing step was taken. */
  readonly at: number | null;
}

/** What waits for review in a unit and period. */
export interface ReviewQueue {
  readonly unit: UnitName;
  /** `2026-10`. */
  readonly period: string;
  readonly position: Position;
  /** The units above, the highest first. */
  readonly path: readonly UnitName[];
  readonly lines: readonly QueueLine[];
  /** The one count of filing (RULES 9b) over every group of the queue, those of the units below left out. */
  readonly filing: FilingCount;
  /** The states of their newest versions: what waits for a decision. */
  readonly counts: Readonly<Record<QueueState, number>>;
  readonly children: readonly ChildLine[];
  readonly standing: Standing;
  /** It has a consolidation of its own. */
  readonly consolidates: boolean;
  readonly locked: boolean;
  readonly may: readonly ('check' | 'approve' | 'prepare' | 'lock')[];
  /** What one press of whoever looks may decide of: only what the one before laid before them and no rule speaks against. */
  readonly bulk: { readonly verdict: 'checked' | 'approved'; readonly reports: readonly string[] } | null;
}

/** A number with what a reviewer sees beside it. */
export interface FigureView extends FiledFigure {
  readonly indicator: string;
  readonly short: Words;
  readonly kind: IndicatorKind;
  readonly counts: string;
  readonly base: number | null;
  /** The months before, oldest first, last month last; null for months without. */
  readonly history: readonly (FiledFigure | null)[];
  /** What the other groups of its kind in the commune report; rates for shares and quotas, numbers for counts. */
  readonly neighbours: Spread | null;
  readonly target: Fraction | null;
  /** What the version before said; null where it said nothing or there is none. */
  readonly before: FiledFigure | null;
  readonly findings: readonly Finding[];
}

/** One decision on a version. */
export interface DecisionView {
  readonly state: ReviewState;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** One version of a report. */
export interface VersionView {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly onBehalf: boolean;
  /** What the filer's own clock said, milliseconds UTC: shown, never used. */
  readonly claimedAt: number | null;
  /** Why it corrects the one before. */
  readonly reason: string;
  readonly state: ReviewState;
  /** Oldest first. */
  readonly decisions: readonly DecisionView[];
}

/** A difficulty that the group raised for the period: an entry of its own, filed with the report. */
export interface SaidMatter {
  readonly id: string;
  readonly kind: MatterKind;
  readonly text: string;
  readonly proposal: string;
  /** The level that is asked to answer. */
  readonly wanted: AnswerLevel;
  readonly state: MatterState;
  /** Full name of the unit with which it lies. */
  readonly lies: string;
}

/** A version of a report as a reviewer sees it. */
export interface ReportView {
  readonly id: string;
  readonly group: { readonly code: string; readonly name: string; readonly kind: ReporterKind };
  readonly unit: UnitName;
  readonly period: string;
  readonly state: ReviewState;
  readonly isNewest: boolean;
  readonly own: boolean;
  /** What who looks may decide now. */
  readonly verdicts: readonly Verdict[];
  readonly figures: readonly FigureView[];
  /** Findings on the report as a whole. */
  readonly findings: readonly Finding[];
  /** What the group should have filed and did not, in this version or one before. */
  readonly absent: readonly Words[];
  readonly texts: ReportTexts;
  /** What the group raised for the period, oldest first. */
  readonly matters: readonly SaidMatter[];
  /** What the filer remarked: why it corrects, why a stock fell; empty where nothing. */
  readonly remark: string;
  /** SHA-256 of photos. */
  readonly photos: readonly string[];
  /** Oldest first. */
  readonly versions: readonly VersionView[];
}

/** What became of a decision on one report. */
export interface ReviewResult {
  readonly id: string;
  readonly outcome: ReviewOutcome;
  /** Where it stands now; null where there is no such report. */
  readonly state: ReviewState | null;
}

/** What was last done about a unit's consolidation of a period. */
export type Standing = ConsolidationStep['step'] | 'none';

/** One indicator's sum over approved reports, beside what is provisional. */
export interface SumView extends ConfirmedSum {
  readonly short: Words;
  readonly kind: IndicatorKind;
  readonly counts: string;
  readonly expected: number;
  readonly fresh: number;
  readonly carried: number;
  /** 0 to 1; null where nobody is expected. */
  readonly coverage: number | null;
  readonly target: Fraction | null;
  /** Over every report that counts, approved or not; −1 for none. */
  readonly provisional: FiledFigure;
  /** The unit's approved sum of the month before; −1 for none. */
  readonly before: FiledFigure;
}

/** Somebody whose work is put together: a group, or a unit below that consolidates. */
export interface MemberView {
  /** Key of the unit, or code of the group. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'unit' | 'group';
  readonly state: Standing | QueueState;
  /** Their work is in: an approved report, or a confirmed consolidation. */
  readonly isIn: boolean;
}

/** A step in the history of a consolidation. */
export interface StepView {
  readonly step: ConsolidationStep['step'];
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly missing: readonly string[];
}

/** Something that came after the position that a confirmation pinned. */
export interface LateChange {
  readonly what: 'report' | ReviewState | 'consolidation';
  readonly name: string;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** Whether a period is closed to filing. */
export interface LockView {
  readonly unit: UnitName;
  readonly locked: boolean;
  readonly exceptions: readonly { readonly code: string; readonly name: string }[];
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** A unit's consolidation of a period. */
export interface ConsolidationView {
  readonly unit: UnitName;
  readonly period: string;
  readonly position: Position;
  readonly path: readonly UnitName[];
  /** To whom it is passed on. */
  readonly receiver: UnitName | null;
  /** Name of the body that receives, as the chain calls it. */
  readonly receiverName: Words | null;
  readonly standing: Standing;
  readonly sums: readonly SumView[];
  readonly members: readonly MemberView[];
  /** Ids of members whose work is not in. */
  readonly missing: readonly string[];
  /** Of the last step. */
  readonly texts: ReportTexts;
  /** Oldest first. */
  readonly steps: readonly StepView[];
  /** What changed since the confirmation that stands; null where none does. */
  readonly since: {
    readonly pinned: Position;
    readonly sums: readonly ChangedSum[];
    /** Newest first, at most 100. */
    readonly changes: readonly LateChange[];
    readonly more: number;
  } | null;
  readonly lock: LockView | null;
  /** A unit above has closed the period. */
  readonly closedAbove: LockView | null;
  readonly may: readonly ('prepare' | 'confirm' | 'return' | 'lock')[];
  /** Who looks has prepared it, and so cannot confirm it. */
  readonly own: boolean;
}

/** One text of the levels below, with everybody who wrote it. */
export interface BelowText {
  readonly writing: keyof ReportTexts;
  readonly text: string;
  /** Names of groups or units. */
  readonly from: readonly string[];
}

/** `GET /api/v1/consolidations/{unit}/{YYYY-MM}/texts`: what the levels below wrote. */
export interface BelowTexts {
  readonly period: string;
  readonly position: Position;
  /** What most wrote first, at most 2,000. */
  readonly texts: readonly BelowText[];
}

/** Why a consolidation was not taken in. */
export type ConsolidationRefusal =
  | 'forbidden'
  | 'own'
  | 'notPrepared'
  | 'sumsChanged'
  | 'missingChanged'
  | 'empty'
  | 'reasonMissing'
  | 'nothingToReturn'
  | 'passedOn';

/** What became of a step of a consolidation. */
export type ConsolidationAnswer =
  | { readonly outcome: 'done' | 'already'; readonly position: Position }
  | {
      readonly outcome: ConsolidationRefusal;
      readonly message: Words;
      /** What differs from what was seen. */
      readonly changed: readonly ChangedSum[];
      readonly missing: readonly string[];
    };
