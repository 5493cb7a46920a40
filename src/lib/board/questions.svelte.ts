import type { Period } from '../domain/period.ts';

/** One period of the unit's trend; null where there is no data or no target. */
export interface TrendLine {
  readonly period: Period;
  readonly value: number | null;
  readonly target: number | null;
  readonly coverage: number | null;
}

/** Questions that the engine answers behind the picture. */
export class Questions {
  failed = $state(false);

  trendOf(_node: number, _indicator: number): readonly TrendLine[] | null {
    return null;
  }
}
