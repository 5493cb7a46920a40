import type { Answers } from '$lib/board/questions.svelte.ts';
import { targetCrossings } from '$lib/domain/crossing.ts';
import type { Speech } from '$lib/i18n/speech.ts';

/** So many places are named as those that miss most. */
const TOP = 10;

/** Who crossed the target since the period before, in words: nothing, one or two facts. */
export function crossingWords({ t }: Speech, answers: Answers | null): string[] {
  const { gained, lost } = targetCrossings(answers?.crossings ?? []);
  return [
    ...(gained > 0 ? [t('table.gained', { n: gained })] : []),
    ...(lost > 0 ? [t('table.lost', { n: lost })] : [])
  ];
}

/** How few places make most of what is missing; nothing where there are few places anyway. */
export function contributionWords({ t, format }: Speech, answers: Answers | null): string[] {
  const all = answers?.contributions ?? [];
  if (all.length < 2 * TOP) return [];
  const share = all.slice(0, TOP).reduce((sum, one) => sum + one.share, 0);
  return [t('figure.contributions', { n: TOP, share: format.percent(share) })];
}
