import { availableParallelism } from 'node:os';

/** How much of something costly is done at once, and how many may wait for it. */
export interface TurnstileSize {
  readonly atOnce: number;
  readonly waiting: number;
  /** Of one caller. */
  readonly waitingPerCaller: number;
}

/** Passwords are hashed on at most half the cores: the rest is everybody else's. A hash takes some 50 ms. */
const HASHING: TurnstileSize = {
  atOnce: Math.max(1, Math.floor(availableParallelism() / 2)),
  waiting: 40,
  waitingPerCaller: 12
};

/** Lets so many through at once and so many wait, each caller no more than its share; whoever is beyond that is turned away. */
export class Turnstile {
  readonly #size: TurnstileSize;
  readonly #queue: (() => void)[] = [];
  readonly #callers = new Map<string, number>();
  #inside = 0;

  constructor(size: TurnstileSize = HASHING) {
    this.#size = size;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** What the work answers, when its turn has come; null where there is no room to wait. */
  async pass<T>(caller: string, work: () => Promise<T>): Promise<T | null> {
    const own = this.#callers.get(caller) ?? 0;
    const { atOnce, waiting, waitingPerCaller } = this.#size;
    if (own >= atOnce + waitingPerCaller || this.#queue.length >= waiting) return null;
    this.#callers.set(caller, own + 1);
    if (this.#inside >= atOnce) await new Promise<void>((go) => this.#queue.push(go));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      const left = (this.#callers.get(caller) ?? 1) - 1;
      if (left > 0) this.#callers.set(caller, left);
      else this.#callers.delete(caller);
      // Whoever is next takes the place that becomes free.
      const next = this.#queue.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
