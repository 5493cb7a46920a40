import type { Position } from './position.ts';
import type { Period } from './period.ts';
import type { ReportTexts } from './report.ts';
import type { UnitKey } from './unit.ts';

/** A sum that a unit confirms when it consolidates: whole numbers; `den` −1 for counts. */
export interface ConfirmedSum {
  readonly indicator: string;
  readonly num: number;
  readonly den: number;
}

/**
 * One step of a unit's consolidation of a period (RULES 22). `prepared`: the clerk has put it together (trình duyệt).
 * `confirmed`: the head has, and passes it on; it pins the log's position, and what arrives later is "thay đổi sau
 * tổng hợp". `returned`: the unit above sends it back with a reason.
 */
export interface ConsolidationStep {
  readonly unit: UnitKey;
  readonly period: Period;
  readonly step: 'prepared' | 'confirmed' | 'returned';
  /** The position whose sums were looked at. */
  readonly pinned: Position;
  readonly sums: readonly ConfirmedSum[];
  readonly texts: ReportTexts;
  readonly reason: string;
  /** Whose work was stated to be missing: codes of groups and keys of units; absent where nobody's was. */
  readonly missing?: readonly string[];
}

/** A unit's period is closed to filing, or opened again; `exceptions` are groups that may file all the same. */
export interface LockStep {
  readonly unit: UnitKey;
  readonly period: Period;
  readonly locked: boolean;
  readonly exceptions: readonly string[];
  readonly reason: string;
}
