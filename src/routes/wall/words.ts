import type { AreaSpeech } from '$lib/i18n/texts.ts';
import { dayAt } from '$lib/domain/period.ts';
import type { wall } from '$lib/i18n/messages/vi/wall.ts';

/** The wall's texts, ready to use. */
export type WallSpeech = AreaSpeech<typeof wall>;

const WEEKDAYS = [
  'weekday0',
  'weekday1',
  'weekday2',
  'weekday3',
  'weekday4',
  'weekday5',
  'weekday6'
] as const;

/** The weekday of a moment in Viet Nam. */
export function weekdayWords({ t }: WallSpeech, moment: number): string {
  const name = WEEKDAYS[new Date(`${dayAt(moment)}T00:00:00Z`).getUTCDay()] ?? 'weekday0';
  return t(name);
}

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
