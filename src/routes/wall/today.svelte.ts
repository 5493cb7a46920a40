import type { TodayAnswer } from '$lib/api/wall.ts';
import { call, hasFailed } from '$lib/client/call.ts';
import { sumOf, usualBy } from '$lib/domain/arrivals.ts';

/** Asked again at least this often, and after an arrival at most this often, milliseconds. */
const RENEW_MS = 60_000;
const LEAST_MS = 5_000;

/** What is asked for. */
export interface TodayQuestion {
  readonly unit: string;
  readonly level: string;
  readonly period: string;
  readonly indicator: string;
}

/** What came today against the usual, live; what was told last stays while it is asked for again. */
export class Today {
  answer = $state.raw<TodayAnswer | null>(null);
  #question = '';
  #askedAt = -Infinity;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #ask: (() => Promise<void>) | null = null;

  /** Follows a unit; ends it when called again. */
  follow({ unit, level, period, indicator }: TodayQuestion): () => void {
    const aborter = new AbortController();
    const question = `${unit} ${level} ${period} ${indicator}`;
    if (question !== this.#question) this.answer = null;
    this.#question = question;
    this.#ask = async () => {
      this.#askedAt = performance.now();
      const told = await call(
        'GET /api/v1/wall/today/{unit}/{level}/{period}/{indicator}',
        { unit, level, period, indicator },
        undefined,
        {},
        { signal: aborter.signal }
      );
      if (!aborter.signal.aborted && !hasFailed(told)) this.answer = told;
    };
    void this.#ask();
    const timer = setInterval(() => void this.#ask?.(), RENEW_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(this.#waiting);
      this.#waiting = undefined;
      this.#ask = null;
      aborter.abort();
    };
  }

  /** Something arrived. */
  stir(): void {
    if (this.#waiting !== undefined) return;
    this.#waiting = setTimeout(
      () => {
        this.#waiting = undefined;
        void this.#ask?.();
      },
      Math.max(0, this.#askedAt + LEAST_MS - performance.now())
    );
  }

  /** Reports that came today. */
  readonly total: number = $derived(sumOf(this.answer?.hours ?? []));
  /** Reports that usually came by this hour of the day; null where no day before is known. */
  readonly usual: number | null = $derived.by(() => {
    const { answer } = this;
    if (!answer) return null;
    const { from, hours: today, before, days, now } = answer;
    return usualBy({ from, today, before, days }, now);
  });
}
