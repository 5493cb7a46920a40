import type { UnitKey } from '../domain/unit.ts';

/** One month of a test over the past. */
export interface BacktestPoint {
  /** `YYYY-MM`. */
  readonly period: string;
  readonly fired: number;
  readonly cleared: number;
  /** Units for which it held at the end. */
  readonly holding: number;
  /** Units that stood, and how many of them could be judged at some look. */
  readonly units: number;
  readonly judged: number;
}

/** When a rule would have fired over the last twelve months. */
export interface BacktestAnswer {
  readonly points: readonly BacktestPoint[];
  /** False where the time that a test may take was over first. */
  readonly complete: boolean;
  /** Units for which it would hold at once if it were kept now; a minimum time is left out. */
  readonly now: number;
  readonly units: number;
  readonly firedUnits: number;
  readonly firings: number;
  /** Those that fired most, at most 60. */
  readonly named: readonly {
    readonly unit: UnitKey;
    readonly name: string;
    readonly holds: boolean;
    readonly firings: readonly { readonly period: string; readonly at: number; readonly value: number }[];
  }[];
}

/** A line of the stream that answers a test: how far it is, then what it found. */
export type BacktestLine =
  { readonly done: number; readonly of: number } | { readonly answer: BacktestAnswer };
