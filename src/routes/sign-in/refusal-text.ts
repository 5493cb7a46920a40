import type { SayText } from '$lib/i18n/texts.ts';
import type { identity } from '$lib/i18n/messages/vi/identity.ts';

/** Why nobody was signed in. */
export type Refused = 'wrong' | 'disabled' | 'tooMany' | 'missing' | 'card';

/** Says why, and where another try must wait, how long (`after` in seconds). */
export function refusalText(t: SayText<typeof identity>, refused: Refused, after: number): string {
  if (refused === 'tooMany')
    return after < 90 ? t('tooManySeconds', { n: after }) : t('tooManyMinutes', { n: Math.ceil(after / 60) });
  return t(refused === 'card' ? 'wrongCard' : refused);
}
