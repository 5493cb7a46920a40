import type { Day, Period } from '../domain/period.ts';

/** Which nodes a question is about: those of one level within a unit that stand on a day, the last of the period. */
export interface Place {
  /** Ordinal of the unit. */
  readonly unit: number;
  readonly level: number;
  readonly day: Day;
}

/** What a question is about besides the place. */
export interface Choice {
  /** Ordinal of the indicator. */
  readonly indicator: number;
  readonly period: Period;
}

/** The condition on `n` (node) of lying within a unit, at a level, on a day: parameters by their names. */
export function placed({ unit, level, day }: { unit: string; level: string; day: string }): string {
  return `n.level = ${level}::UTINYINT
    AND n.enter BETWEEN (SELECT enter FROM node WHERE ordinal = ${unit}::INTEGER)
                    AND (SELECT leave FROM node WHERE ordinal = ${unit}::INTEGER)
    AND n.valid_from <= ${day} AND (n.valid_to IS NULL OR ${day} < n.valid_to)`;
}
