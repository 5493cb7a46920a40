import { mayAnywhere, type Action } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Every place where something is set, and the action that opens it. */
const PAGES = [
  ['accounts', 'manageAccounts', '/manage/accounts'],
  ['cards', 'manageAccounts', '/manage/cards'],
  ['keys', 'manageAccounts', '/manage/keys'],
  ['screens', 'manageAccounts', '/manage/screens'],
  ['playlists', 'manageSettings', '/manage/playlists'],
  ['public', 'manageSettings', '/manage/public'],
  ['profiles', 'manageChains', '/chain/profiles'],
  ['outbox', 'remind', '/chain/outbox'],
  ['register', 'manageRegister', '/manage/register'],
  ['audit', 'readAudit', '/manage/audit'],
  ['settings', 'manageSettings', '/manage/settings']
] as const satisfies readonly (readonly [name: string, may: Action, href: string])[];

/** What of administration somebody may open. */
export const load: PageServerLoad = ({ locals }) => {
  const day = dayAt(currentRuntime().clock());
  return {
    pages: PAGES.filter(([, may]) => mayAnywhere(locals.principal, may, day)).map(([name, , href]) => ({
      name,
      href
    }))
  };
};
