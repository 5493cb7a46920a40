import type { TooMany } from '../auth/identity.ts';
import { problemAnswer } from './problem.ts';

/** What a call hears that came too soon. */
export function refusalAnswer(refusal: TooMany): Response {
  return problemAnswer(429, { headers: { 'retry-after': String(refusal.after) } });
}
