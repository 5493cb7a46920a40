import { isGroupOnly, RIGHTS, type Action, type Grant } from '$lib/domain/access.ts';
import { normalLogin } from '$lib/server/core/auth/library.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { AccountRecord } from '$lib/server/core/store/account-table.ts';

/** Where somebody begins after signing in by a login name. */
export async function homeOfLogin(login: string): Promise<string> {
  return homeOf(await currentRuntime().store.accounts.byLogin(normalLogin(login)));
}

/** Where an account begins; who still has a password that is good once, at changing it. */
export async function homeOf(account: AccountRecord | null): Promise<string> {
  if (!account) return '/explore';
  if (account.oneTime) return '/account';
  return homeFor(await currentRuntime().store.grants.of(`account:${account.id}`));
}

/**
 * Where somebody with some rights begins: who files for a group at what they owe, who reviews at the day's work,
 * everybody else at the map.
 */
export function homeFor(grants: readonly Grant[]): string {
  const has = (action: Action) => grants.some(({ role }) => RIGHTS[role].includes(action));
  if (has('prepare') || has('approve')) return '/today';
  return isGroupOnly(grants) ? '/report' : '/explore';
}

/**
 * Where signing in leads: to the page that one came from. The public's map is nobody's work: who came from it goes to where
 * they begin, and only an office that had chosen something on it goes back.
 */
export function afterSignIn(next: string | null, home: string): string {
  if (next === null || next === '/explore') return home;
  return home === '/report' && next.startsWith('/explore?') ? home : next;
}
