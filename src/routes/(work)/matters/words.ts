import type { AnswerLevel, MatterKind, MatterVerb } from '$lib/domain/matter.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { mattersTexts } from '$lib/i18n/messages/matters.ts';
import type { MatterStepView } from '$lib/api/difficulties.ts';

/** The words of the difficulties' pages in one language. */
export type MatterSpeech = AreaSpeech<(typeof mattersTexts)['vi']>;

const KINDS = {
  people: 'kindPeople',
  devices: 'kindDevices',
  network: 'kindNetwork',
  skills: 'kindSkills',
  system: 'kindSystem',
  funding: 'kindFunding',
  data: 'kindData',
  safety: 'kindSafety',
  other: 'kindOther'
} as const satisfies Record<MatterKind, string>;

/** What a difficulty is about. */
export function kindWords({ t }: MatterSpeech, kind: MatterKind): string {
  return t(KINDS[kind]);
}

const LEVELS = {
  commune: 'wantedCommune',
  district: 'wantedDistrict',
  province: 'wantedProvince',
  country: 'wantedCountry'
} as const satisfies Record<AnswerLevel, string>;

/** From whom an answer is wanted. */
export function wantedWords({ t }: MatterSpeech, level: AnswerLevel): string {
  return t('wanted', { level: t(LEVELS[level]) });
}

/** What a step was. */
export function stepWords({ t }: MatterSpeech, { step, to }: MatterStepView): string {
  switch (step) {
    case 'opened':
      return t('stepOpened');
    case 'taken':
      return t('stepTaken');
    case 'released':
      return t('stepReleased');
    case 'answered':
      return t('stepAnswered');
    case 'passed':
      return t('stepPassed', { unit: to?.fullName ?? '' });
    case 'closed':
      return t('stepClosed');
    case 'reopened':
      return t('stepReopened');
    case 'added':
      return t('stepAdded');
  }
}

/** What a step is called on its button; `above` is where a matter would be passed to. */
export function verbWords({ t }: MatterSpeech, verb: MatterVerb, above: string): string {
  switch (verb) {
    case 'taken':
      return t('doTaken');
    case 'released':
      return t('doReleased');
    case 'answered':
      return t('doAnswered');
    case 'passed':
      return t('doPassed', { unit: above });
    case 'closed':
      return t('doClosed');
    case 'reopened':
      return t('doReopened');
    case 'added':
      return t('doAdded');
  }
}
