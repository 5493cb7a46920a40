import { mayAnywhere, type Action } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

const PAGES = [
  ['accounts', 'manageAccounts'],
  ['cards', 'manageAccounts'],
  ['keys', 'manageAccounts'],
  ['screens', 'manageAccounts'],
  ['playlists', 'manageSettings'],
  ['register', 'manageRegister'],
  ['audit', 'readAudit'],
  ['settings', 'manageSettings']
] as const satisfies readonly (readonly [string, Action])[];

/** What of administration somebody may open. */
export const load: PageServerLoad = ({ locals }) => {
  const day = dayAt(currentRuntime().clock());
  return {
    pages: PAGES.filter(([, action]) => mayAnywhere(locals.principal, action, day)).map(([name]) => name)
  };
};
