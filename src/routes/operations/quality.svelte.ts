import type { DataQualityAnswer } from '$lib/api/operations.ts';
import { call, hasFailed } from '$lib/client/call.ts';

/** How often the measures are asked for, milliseconds; never while the page is hidden. */
const EVERY_MS = 30_000;

/** The four measures of a unit's figures, as they were last told. */
export class QualityWatch {
  answer = $state.raw<DataQualityAnswer | null>(null);

  /** Asks now and again; ends when called again. */
  follow(unit: string): () => void {
    const aborter = new AbortController();
    const ask = async () => {
      if (document.hidden) return;
      const told = await call(
        'GET /api/v1/operations/quality',
        {},
        undefined,
        { unit },
        { signal: aborter.signal }
      );
      if (!aborter.signal.aborted && !hasFailed(told)) this.answer = told;
    };
    this.answer = null;
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }
}
