import { dayAt } from '$lib/domain/period.ts';
import { spanWords, type WallSpeech } from './words.ts';

/** The next deadline of a month's chain, and how long is left; null where all have passed or none is set. */
export function dueWords(
  words: WallSpeech,
  hops: readonly { readonly at: number | null }[],
  now: number
): string | null {
  const days = hops.flatMap(({ at }) => at ?? []).sort((a, b) => a - b);
  const next = days.find((at) => at > now);
  if (next === undefined) return null;
  return words.t('due', { span: spanWords(words, next - now), day: words.format.shortDay(dayAt(next - 1)) });
}
