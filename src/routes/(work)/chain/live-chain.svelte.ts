import { askAgain } from '../../faces/ask-again.ts';
import { PageClock } from '$lib/device/page-clock.ts';
import { followNews } from '$lib/sync/news.ts';

/** How long news is gathered before the page asks anew, milliseconds. */
const GATHER_MS = 300;
const TICK_MS = 15_000;

/** Keeps the page true: asks anew when something happened below the unit or a deadline passed, and knows the time. */
export class LiveChain {
  /** The server's moment, as far as this page can tell, milliseconds UTC. */
  now = $state(0);
  connected = $state(true);
  readonly #clock: PageClock;
  readonly #asks: string;

  /** `asks`: what the page depends on. */
  constructor(serverNow: number, asks = 'app:chain') {
    this.#asks = asks;
    this.#clock = new PageClock(serverNow);
    this.now = serverNow;
  }

  /** Follows a unit; `until` says when what is shown stops being right by itself. Answers how to stop. */
  follow(unit: string, until: () => number | null): () => void {
    let gathering: ReturnType<typeof setTimeout> | null = null;
    const ask = () => {
      gathering ??= setTimeout(() => {
        gathering = null;
        void askAgain(this.#asks);
      }, GATHER_MS);
    };
    const stop = followNews([`${unit}/group`], {
      heard: ask,
      connected: () => {
        this.connected = true;
        // What happened between the page and this was told to nobody.
        ask();
      },
      lost: () => (this.connected = false)
    });
    const tick = setInterval(() => {
      const before = this.now;
      this.now = this.#clock.now();
      const change = until();
      const passed = change !== null && before < change && this.now >= change;
      if (passed || this.#clock.unsure !== null) ask();
    }, TICK_MS);
    return () => {
      stop();
      clearInterval(tick);
      if (gathering) clearTimeout(gathering);
    };
  }

  /** Sets the time by a newer answer of the server. */
  setTime(serverNow: number): void {
    this.#clock.hear(serverNow);
    this.now = serverNow;
  }
}
