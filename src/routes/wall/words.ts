import type { AreaSpeech } from '$lib/i18n/texts.ts';
import { dayAt } from '$lib/domain/period.ts';
import type { wall } from '$lib/i18n/messages/vi/wall.ts';

/** The wall's texts, ready to use. */
export type WallSpeech = AreaSpeech<typeof wall>;

/** A span of time, `9 giờ`. In milliseconds. */
export function spanWords({ format }: WallSpeech, span: number): string {
  return format.span(span);
}

/** A moment's day in Viet Nam as dd/mm/yyyy. */
export function dayWords({ format }: WallSpeech, moment: number): string {
  return format.day(dayAt(moment));
}
