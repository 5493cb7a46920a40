import { parsePeriod, type Period } from '$lib/domain/period.ts';

/** A period as its number; what is none reads as the first there is. */
export function periodOf(text: string): Period {
  return parsePeriod(text) ?? 2000 * 12;
}
