import { untrack } from 'svelte';
import type { ArrivalsAnswer, FilingAnswer } from '$lib/api/wall.ts';
import { call, hasFailed } from '$lib/client/call.ts';
import type { LevelName } from '$lib/domain/unit.ts';

const PATH = 'GET /api/v1/arrivals/{unit}/{period}';
type Told = FilingAnswer | ArrivalsAnswer;

/** Asked again at least this often: hours pass without anything arriving, milliseconds. */
const RENEW_MS = 60_000;
/** After an arrival it is asked again, however many come, at most this often, milliseconds. */
const LEAST_MS = 3_000;

/** The counts of filing of a unit and of the units of a level below it; null where they are not to be had. */
export async function askFiling(
  unit: string,
  period: string,
  level: LevelName | undefined
): Promise<FilingAnswer | null> {
  const query = { counts: '', ...(level !== undefined && { level }) };
  const answer = await call(PATH, { unit, period }, undefined, query);
  return hasFailed(answer) ? null : answer;
}

/** Counts of filing of a unit and a month, live; what was told last stays while it is asked for again. */
class Followed<Answer extends Told> {
  answer = $state.raw<Answer | null>(null);
  failed = $state(false);
  #askedAt = -Infinity;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #ask: (() => Promise<void>) | null = null;
  readonly #query: { readonly counts?: string };
  readonly #isWanted: (told: Told) => told is Answer;

  constructor(query: { readonly counts?: string }, isWanted: (told: Told) => told is Answer) {
    this.#query = query;
    this.#isWanted = isWanted;
  }

  /** Follows a unit and a month (`YYYY-MM`); ends it when called again. */
  follow(unit: string, period: string): () => void {
    const aborter = new AbortController();
    // Whoever follows in an effect does not follow anew because an answer came.
    const before = untrack(() => this.answer);
    if (before?.unit !== unit || before.period !== period) this.answer = null;
    this.#ask = async () => {
      this.#askedAt = performance.now();
      const told = await call(PATH, { unit, period }, undefined, this.#query, { signal: aborter.signal });
      if (aborter.signal.aborted) return;
      this.failed = hasFailed(told) || !this.#isWanted(told);
      if (!hasFailed(told) && this.#isWanted(told)) this.answer = told;
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
    const wait = Math.max(0, this.#askedAt + LEAST_MS - performance.now());
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      void this.#ask?.();
    }, wait);
  }
}

/** The one count of filing alone. */
export class LiveFiling extends Followed<FilingAnswer> {
  constructor() {
    super({ counts: '' }, (told): told is FilingAnswer => 'counts' in told);
  }
}

/** The count with the month's chain as a burn-up. */
export class MonthChain extends Followed<ArrivalsAnswer> {
  constructor() {
    super({}, (told): told is ArrivalsAnswer => 'moments' in told);
  }
}
