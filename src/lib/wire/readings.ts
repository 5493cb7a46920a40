import type { Position } from '../domain/position.ts';
import type { State } from '../domain/attainment.ts';
import type { Basis } from '../domain/rows.ts';
import type { UnitKey } from '../domain/unit.ts';

/** `GET /api/v1/attainment`: the readings of one unit. */
export interface AttainmentAnswer {
  readonly store: string;
  /** Nothing up to here is missing from any reading. */
  readonly position: Position;
  readonly unit: UnitKey;
  readonly basis: Basis;
  /** Those of the periods that have not begun (RULES 2): what stands in them is carried, and no month's figure yet. */
  readonly future: readonly string[];
  /** By period, then by indicator in the order of the catalogue; those that do not apply are among them. */
  readonly readings: readonly ReadingView[];
}

/** One unit's reading of one indicator in one period; null is a number that is not there. */
export interface ReadingView {
  readonly indicator: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly num: number | null;
  readonly den: number | null;
  /** Groups that should file. */
  readonly expected: number;
  readonly fresh: number;
  readonly carried: number;
  readonly oldestAge: number | null;
  readonly state: State;
  readonly gap: number | null;
  /** Ratios rounded once, and exactly as reduced fractions `a/b`. */
  readonly coverage: number | null;
  readonly target: number | null;
  readonly attainment: number | null;
  readonly exact: {
    readonly coverage: string | null;
    readonly target: string | null;
    readonly attainment: string | null;
  };
}
