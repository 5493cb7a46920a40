import { MET, STATES } from '../domain/attainment.ts';
import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { Crossing } from '../queries/compare-periods.ts';
import type { Contribution } from '../queries/contributions-of.ts';
import type { TrendPoint } from '../queries/trend-of.ts';

/** One period of a trend; null where there is no data or no target. */
export interface TrendLine {
  readonly period: Period;
  readonly value: number | null;
  readonly target: number | null;
  readonly coverage: number | null;
}

/** What the engine answered about one subject. */
export interface Answers {
  readonly trend: readonly TrendPoint[];
  /** Largest first. */
  readonly contributions: readonly Contribution[];
  readonly crossings: readonly Crossing[];
}

/** What the questions are about. */
export interface Subject {
  readonly unit: { readonly ordinal: number };
  readonly trendPlace: { readonly ordinal: number };
  readonly level: string;
  readonly chosen: { readonly ordinal: number };
  readonly period: Period;
  readonly basis: Basis;
}

/** The last answers of the engine; those about something else than what is shown are as if they were not there. */
export class Questions {
  #subject = $state.raw('');
  #answers = $state.raw<Answers | null>(null);
  failed = $state(false);

  /** A subject as text. */
  subjectOf({ unit, trendPlace, level, chosen, period, basis }: Subject): string {
    return [unit.ordinal, trendPlace.ordinal, level, chosen.ordinal, period, basis].join('/');
  }

  take(subject: string, answers: Answers): void {
    this.#subject = subject;
    this.#answers = answers;
    this.failed = false;
  }

  fail(): void {
    this.failed = true;
  }

  /** The answers about a subject; null until they are here. */
  about(subject: Subject): Answers | null {
    return this.#subject === this.subjectOf(subject) ? this.#answers : null;
  }
}

/** A trend with one point a period from the first that has a row to the last, holes included. */
export function withHoles(points: readonly TrendLine[], last: Period): TrendLine[] {
  const first = points[0];
  if (!first) return [];
  const known = new Map(points.map((point) => [point.period, point]));
  return Array.from({ length: last - first.period + 1 }, (_, i) => {
    const period = first.period + i;
    return known.get(period) ?? { period, value: null, target: null, coverage: null };
  });
}

/** How many units came to meet the target since the period before, and how many no longer do. */
export function newlyMet(crossings: readonly Crossing[]): { gained: number; lost: number } {
  const met = STATES[MET];
  const sum = (wanted: (crossing: Crossing) => boolean) =>
    crossings.filter(wanted).reduce((total, { units }) => total + units, 0);
  return {
    gained: sum(({ stateBefore, stateAfter }) => stateBefore !== met && stateAfter === met),
    lost: sum(({ stateBefore, stateAfter }) => stateBefore === met && stateAfter !== met)
  };
}
