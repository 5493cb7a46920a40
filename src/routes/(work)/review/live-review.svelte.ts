import { askAgain } from '../../faces/ask-again.ts';
import { followNews } from '$lib/sync/news.ts';

/** How long news is gathered before the page asks anew, milliseconds. */
const GATHER_MS = 300;

/** Keeps a page of review true: asks anew when something happened below the unit. */
export class LiveReview {
  isConnected = $state(true);
  /** The server could not be asked: what is shown is as it was. */
  isStale = $state(false);

  /** Follows a unit; `told` is called after every new answer. Answers how to stop. */
  follow(unit: string, told: () => void = () => undefined): () => void {
    let gathering: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      gathering ??= setTimeout(() => {
        gathering = null;
        void this.refresh().then(told);
      }, GATHER_MS);
    };
    const stop = followNews([`${unit}/group`], {
      heard: ask,
      connected: () => {
        this.isConnected = true;
        // What happened between the page and this was told to nobody.
        ask();
      },
      lost: () => (this.isConnected = false)
    });
    return () => {
      stop();
      if (gathering) clearTimeout(gathering);
    };
  }

  /** Asks the server anew. */
  async refresh(): Promise<void> {
    try {
      await askAgain('app:review');
      this.isStale = false;
    } catch {
      this.isStale = true;
    }
  }
}
