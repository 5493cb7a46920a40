import type { Refusal } from '../auth/entrance.ts';
import { problemAnswer } from './problem.ts';

/** What a call hears that was not let in. */
export function refusalAnswer(refusal: Refusal): Response {
  if (refusal.refused === 'tooMany')
    return problemAnswer(429, { headers: { 'retry-after': String(refusal.after) } });
  return problemAnswer(401, { headers: { 'www-authenticate': 'Bearer realm="mangluoi"' } });
}
