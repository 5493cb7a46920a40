import type { FeedHealth } from '$lib/api/operations.ts';
import { call, hasFailed } from '$lib/client/call.ts';

/** How often the state of the feed is asked for, milliseconds; never while the page is hidden. */
const EVERY_MS = 10_000;

/** The state of the feed, as it was last told. */
export class FeedWatch {
  health = $state.raw<FeedHealth | null>(null);
  failed = $state(false);

  /** Asks now and again; ends when called again. */
  follow(): () => void {
    const ask = async () => {
      if (document.hidden) return;
      const answered = await call('GET /api/v1/operations/health', {}, undefined);
      this.failed = hasFailed(answered);
      if (!hasFailed(answered)) this.health = answered;
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }
}
