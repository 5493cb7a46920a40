import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { EngineNews } from '../engine/database.ts';
import type { Crossing } from '../queries/compare-periods.ts';
import type { Contribution } from '../queries/contributions-of.ts';
import type { TrendPoint } from '../queries/trend-of.ts';

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
  /** The engine broke and is coming back, or is back, with when, by the page's steady clock; null while all is well. */
  engine = $state.raw<(EngineNews & { readonly at: number }) | null>(null);

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

  /** The engine broke, or is back. */
  hear(news: EngineNews): void {
    this.engine = { ...news, at: performance.now() };
  }

  /** The answers about a subject; null until they are here. */
  about(subject: Subject): Answers | null {
    return this.#subject === this.subjectOf(subject) ? this.#answers : null;
  }
}
