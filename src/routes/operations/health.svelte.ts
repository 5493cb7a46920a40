import type { FeedHealth } from '$lib/wire/operations.ts';
import { call } from './send.ts';

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
      const answered = await call<FeedHealth>('GET', '/api/v1/operations/health');
      this.failed = !answered.ok;
      if (answered.ok) this.health = answered.answer;
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }
}
