import { RateLimiterMemory } from 'rate-limiter-flexible';
import { waitingTime } from './waiting-time.ts';

/** Calls that one key may make in each ten seconds: far above what reporting needs, below what would starve others. */
const CALLS = { points: 120_000, duration: 10 };
/** Wrong keys that one address may try in each minute. */
const WRONG_KEYS = { points: 60, duration: 60 };

/** How much one caller may ask of this process. */
export class CallLimits {
  readonly #calls: RateLimiterMemory;
  readonly #wrongKeys: RateLimiterMemory;

  constructor(calls = CALLS, wrongKeys = WRONG_KEYS) {
    this.#calls = new RateLimiterMemory(calls);
    this.#wrongKeys = new RateLimiterMemory(wrongKeys);
  }

  /** Counts a call of a key; answers after how many seconds it may come again, null where it may now. */
  async call(name: string): Promise<number | null> {
    return (await waitingTime(this.#calls, name)) || null;
  }

  /** Counts a wrong key from an address; answers after how many seconds another may be tried, null where it may now. */
  async wrongKey(address: string): Promise<number | null> {
    return (await waitingTime(this.#wrongKeys, address)) || null;
  }
}
