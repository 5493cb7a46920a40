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

/** A span of time, `9 giờ`. In milliseconds. */
export function spanWords({ format }: WallSpeech, span: number): string {
  return format.span(span);
}

/** A moment's day in Viet Nam as dd/mm/yyyy. */
export function dayWords({ format }: WallSpeech, moment: number): string {
  return format.day(dayAt(moment));
}
