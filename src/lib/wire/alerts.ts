import type { AlertRule } from '../domain/alert.ts';
import type { Words } from '../domain/indicator.ts';
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

/** An alert as pages list it. */
export interface AlertView {
  readonly id: string;
  readonly rule: AlertRule;
  readonly unitName: string;
  readonly sentence: Words;
  /** Milliseconds UTC; null while everybody is told. */
  readonly snoozedUntil: number | null;
  /** Units for which it holds now, at most 100, and how many there are. */
  readonly holding: readonly FiringView[];
  readonly holdingCount: number;
  readonly mayEdit: boolean;
}

/** A unit for which an alert holds. */
export interface FiringView {
  readonly id: string;
  readonly unit: UnitKey;
  readonly name: string;
  /** The month that it is about, `YYYY-MM`; null where it is about none. */
  readonly period: string | null;
  /** When it fired. */
  readonly since: number;
  readonly says: Words;
}

/** `GET /api/v1/alerts`. */
export interface AlertsAnswer {
  readonly alerts: readonly AlertView[];
}
