import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';

/** Counts one try of a key; answers after how many whole seconds another may be made, 0 where this one may. */
export async function waitingTime(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}
