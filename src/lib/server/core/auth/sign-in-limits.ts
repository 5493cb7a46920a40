import { RateLimiterMemory } from 'rate-limiter-flexible';
import { waitingTime } from './waiting-time.ts';

/** Wrong tries of one login name: a few at once, some a day, so that a PIN of eight digits outlasts any patience. */
const QUICK = { points: 6, duration: 5 * 60 };
const DAILY = { points: 40, duration: 24 * 3600 };
/** Wrong tries from one address, which a whole office may share. */
const ADDRESS = { points: 60, duration: 15 * 60 };

/** How many wrong passwords, PINs and cards may be tried, by name and by address. */
export class SignInLimits {
  readonly #quick: RateLimiterMemory;
  readonly #daily: RateLimiterMemory;
  readonly #address: RateLimiterMemory;

  constructor(quick = QUICK, daily = DAILY, address = ADDRESS) {
    this.#quick = new RateLimiterMemory(quick);
    this.#daily = new RateLimiterMemory(daily);
    this.#address = new RateLimiterMemory(address);
  }

  /**
   * Counts a try before it is judged, so that many at once are not let through; answers after how many seconds
   * another may be made, null where this one may. `login` null: a card, which has no name to be tried at.
   */
  async tries(login: string | null, address: string): Promise<number | null> {
    const waits = [await waitingTime(this.#address, address)];
    if (login !== null)
      waits.push(await waitingTime(this.#quick, login), await waitingTime(this.#daily, login));
    const longest = Math.max(...waits);
    return longest > 0 ? longest : null;
  }

  /** It was right: the try does not count, and those before it no longer hold this name up. */
  async right(login: string | null, address: string): Promise<void> {
    await this.#address.reward(address, 1);
    if (login === null) return;
    await this.#quick.delete(login);
    await this.#daily.reward(login, 1);
  }
}
