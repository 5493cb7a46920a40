import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How long the loop was held, over one run of time: seconds. */
export interface Held {
  /** 99 of 100 looks found it held for less. */
  readonly p99: number;
  readonly max: number;
}

const LOOK_MS = 10;
const WINDOW_MS = 60_000;

/** How long the event loop is held, over the last whole minute; before its first is over, since the start. */
export class LoopDelay {
  readonly #histogram: ReturnType<typeof monitorEventLoopDelay>;
  readonly #timer: NodeJS.Timeout;
  #last: Held | null = null;

  constructor(windowMs = WINDOW_MS) {
    this.#histogram = monitorEventLoopDelay({ resolution: LOOK_MS });
    this.#histogram.enable();
    this.#timer = setInterval(() => {
      this.#last = this.#now();
      this.#histogram.reset();
    }, windowMs).unref();
  }

  get held(): Held {
    return this.#last ?? this.#now();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#histogram.disable();
  }

  #now(): Held {
    return { p99: secondsOf(this.#histogram.percentile(99)), max: secondsOf(this.#histogram.max) };
  }
}

/** What was measured, nanoseconds, holds the time between two looks too. */
function secondsOf(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - LOOK_MS / 1e3);
}
