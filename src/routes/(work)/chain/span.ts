import type { SayText } from '$lib/i18n/texts.ts';
import type { chain } from '$lib/i18n/messages/vi/chain.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A length of time as people say it: minutes under an hour, hours under three days, then days; cut, never rounded up. */
export function saySpan(milliseconds: number, t: SayText<typeof chain>): string {
  const length = Math.abs(milliseconds);
  if (length < HOUR) return t('minutes', { n: Math.floor(length / MINUTE) });
  const hours = Math.floor(length / HOUR);
  return hours < 72 ? t('hours', { n: hours }) : t('days', { n: Math.floor(hours / 24) });
}
