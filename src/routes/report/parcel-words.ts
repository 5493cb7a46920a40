import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { reportTexts } from '$lib/i18n/messages/report.ts';
import type { Parcel } from '$lib/phone/parcel.ts';

/** Where a parcel stands, in words: "đã gửi" only where the server has answered. */
export function parcelWords(
  { state }: Parcel,
  { t, format }: AreaSpeech<(typeof reportTexts)['vi']>
): string {
  switch (state.is) {
    case 'waiting':
      return t(state.tried ? 'stateTried' : 'stateWaiting');
    case 'sending':
      return t('stateSending');
    case 'signIn':
      return t('stateSignIn');
    case 'refused':
      return t('stateRefused');
    case 'conflict':
      return t('stateConflict');
    case 'sent':
      return t('stateSent', { id: state.id, when: format.dateTime(state.at) });
  }
}
