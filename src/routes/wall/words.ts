import type { AreaSpeech } from '$lib/i18n/texts.ts';
import { dayAt } from '$lib/domain/period.ts';
import type { wall } from '$lib/i18n/messages/vi/wall.ts';

/** The wall's texts, ready to use. */
export type WallSpeech = AreaSpeech<typeof wall>;

/** A span of time in its largest whole unit, as people say it: `9 giờ`; from two days on in days. `span` in milliseconds. */
export function spanWords({ t }: WallSpeech, span: number): string {
  const seconds = Math.max(0, Math.floor(span / 1000));
  if (seconds < 60) return t('spanSeconds', { n: seconds });
  if (seconds < 3600) return t('spanMinutes', { n: Math.floor(seconds / 60) });
  if (seconds < 172_800) return t('spanHours', { n: Math.floor(seconds / 3600) });
  return t('spanDays', { n: Math.floor(seconds / 86_400) });
}

/** A moment's day in Viet Nam as dd/mm/yyyy. */
export function dayWords({ format }: WallSpeech, moment: number): string {
  return format.day(dayAt(moment));
}
