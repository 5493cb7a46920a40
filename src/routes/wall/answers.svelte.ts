import { untrack } from 'svelte';
import type { AnswersAnswer } from '$lib/api/wall.ts';
import { call, hasFailed } from '$lib/client/call.ts';

/** Asked again after this, milliseconds. */
const RENEW_MS = 60_000;

/** What was asked and answered in a unit; what was told last stays while it is asked for again. */
export class Answers {
  answer = $state.raw<AnswersAnswer | null>(null);

  /** Follows a unit; ends it when called again. */
  follow(unit: string): () => void {
    const aborter = new AbortController();
    // Whoever follows in an effect does not follow anew because an answer came.
    if (untrack(() => this.answer)?.unit !== unit) this.answer = null;
    const ask = async () => {
      const told = await call(
        'GET /api/v1/wall/answers/{unit}',
        { unit },
        undefined,
        {},
        { signal: aborter.signal }
      );
      if (!aborter.signal.aborted && !hasFailed(told)) this.answer = told;
    };
    void ask();
    const timer = setInterval(() => void ask(), RENEW_MS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }
}
