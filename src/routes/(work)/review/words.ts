import type { Finding } from '$lib/domain/checks.ts';
import type { IndicatorKind } from '$lib/domain/indicator.ts';
import type { reviewTexts } from '$lib/i18n/messages/review.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { QueueState, ReviewQueue, ToldFigure } from '$lib/api/review.ts';

export type ReviewSpeech = AreaSpeech<(typeof reviewTexts)['vi']>;

/** A finding as a sentence; `nameOf` says what an indicator is called. */
export function findingWords(
  { t, format }: ReviewSpeech,
  { check, numbers, other }: Finding,
  nameOf: (indicator: string) => string
): string {
  const n = (name: string) => numbers[name] ?? 0;
  switch (check) {
    case 'overBase':
      return t('finding.overBase', { base: n('base') });
    case 'falls':
      return t('finding.falls', { before: n('before') });
    case 'jump':
      return t('finding.jump', { months: n('months'), low: n('low'), high: n('high') });
    case 'outlying': {
      const said = (value: number) => (n('rate') === 1 ? format.percent(value) : format.count(value));
      const [low, high, middle] = [said(n('low')), said(n('high')), said(n('median'))];
      return t('finding.outlying', { groups: n('groups'), low, high, middle });
    }
    case 'copied':
      return t('finding.copied', { values: n('values') });
    case 'jointOver':
      return t('finding.jointOver', { other: nameOf(other ?? ''), part: n('part') });
    case 'jointUnder':
      return t('finding.jointUnder', { least: n('least') });
    case 'fewer':
      return t('finding.fewer', { lost: n('lost'), version: n('version') });
    case 'fewerWords':
      return t('finding.fewerWords', { lost: n('lost'), version: n('version') });
  }
}

/** A rate, or a count; a dash where there is none. */
export function rateWords({ format }: ReviewSpeech, kind: IndicatorKind, { num, den }: ToldFigure): string {
  if (num === null) return '–';
  if (kind === 'count') return format.count(num);
  return den !== null && den > 0 ? format.tenth(num / den) : '–';
}

/** A rate with its parts: `120/200`; a count alone. */
export function partsWords({ t, format }: ReviewSpeech, { num, den }: ToldFigure): string {
  if (num === null) return '–';
  return den === null ? format.count(num) : t('ofBase', { num: format.count(num), den: format.count(den) });
}

/** What a queue comes to, in words: what waits, then who is missing. */
export function queueFinding({ t }: ReviewSpeech, counts: ReviewQueue['counts']): string {
  const parts: string[] = [];
  if (counts.submitted > 0) parts.push(t('waitsForCheck', { n: counts.submitted }));
  if (counts.checked > 0) parts.push(t('waitsForApproval', { n: counts.checked }));
  if (parts.length === 0) parts.push(t('nothingWaits'));
  if (counts.missing > 0) parts.push(t('areMissing', { n: counts.missing }));
  return parts.join('; ');
}

/** States in the order in which they are worked through. */
export const STATES_IN_ORDER: readonly QueueState[] = [
  'submitted',
  'checked',
  'returned',
  'missing',
  'approved'
];
