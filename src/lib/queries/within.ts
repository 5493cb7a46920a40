import type { Day, Period } from '../domain/period.ts';
import type { Param } from './query.ts';

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

/**
 * The nodes of a place as `n`, for a FROM clause, with its unit as `u`; `PLACED` is the condition that goes with it.
 * The place is the first three parameters.
 */
export const NODES = 'node AS u JOIN node AS n ON n.enter BETWEEN u.enter AND u.leave';
export const PLACED = `u.ordinal = $1::INTEGER AND n.level = $2::UTINYINT
    AND n.valid_from <= $3 AND (n.valid_to IS NULL OR $3 < n.valid_to)`;

/** The parameters of a place. */
export function placeParams({ unit, level, day }: Place): Param[] {
  return [unit, level, day];
}
