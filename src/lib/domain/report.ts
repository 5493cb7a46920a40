import type { Period } from './period.ts';

/** The largest number that one report may file for one indicator: a 32-bit integer's worth, above any real count. */
export const MAX_FILED = 2_000_000_000;

/** One filed figure as the log keeps it: whole numbers, the denominator frozen at acceptance (RULES 7). */
export interface FiledValue {
  readonly indicator: string;
  readonly numerator: number;
  /** Null for counts only. */
  readonly denominator: number | null;
  /** The numerator was over a base fact, which may be out of date: stored, flagged, shown (RULES 7). */
  readonly overBase?: boolean;
}

/** What a group writes besides its figures (S2 3f): never part of a snapshot or a delta (RULES 20). */
export interface ReportTexts {
  readonly tasks: string;
  readonly difficulties: string;
  readonly proposals: string;
  readonly practices: string;
}

/** How a report was filed, besides what it says. Every part may be absent. */
export interface HowFiled {
  /** By somebody for the group's head ("nhập thay"). */
  readonly onBehalf?: boolean;
  /** When the filer says it was written, milliseconds UTC: shown, never used (RULES 3). */
  readonly claimedAt?: number;
  /** Why it corrects an approved version, or why a stock fell by more than a fifth. */
  readonly reason?: string;
  /** SHA-256 of photos, hexadecimal, at most 5; the photos lie beside the log. */
  readonly photos?: readonly string[];
}

/**
 * One version of a group's report for a period. A later version of the same group and period corrects an earlier one
 * for the indicators that it carries; the others stand.
 */
export interface Report {
  /** `r` and the log position at which it was accepted. */
  readonly id: string;
  readonly group: string;
  readonly period: Period;
  readonly values: readonly FiledValue[];
  readonly texts: ReportTexts;
}

/**
 * What became of a version. `checked`: the clerk has looked and lays it before the head (trình duyệt); it counts as
 * submitted. A returned one does not count: the one before it does (RULES 9).
 */
export const REVIEW_STATES = ['submitted', 'approved', 'returned', 'checked'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
