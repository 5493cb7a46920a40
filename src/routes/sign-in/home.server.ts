import { doorOf } from '$lib/server/auth/doors.ts';
import { normalLogin } from '$lib/server/auth/library.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { AccountRecord } from '$lib/server/store/account-table.ts';

/** Where somebody begins after signing in by a login name. */
export async function homeOfLogin(login: string): Promise<string> {
  return homeOf(await currentRuntime().store.accounts.byLogin(normalLogin(login)));
}

/** Where an account begins: who files for a group at what they owe, everybody else at the map. */
export async function homeOf(account: AccountRecord | null): Promise<string> {
  if (!account) return '/explore';
  if (account.oneTime) return '/account';
  const grants = await currentRuntime().store.grants.of(`account:${account.id}`);
  const files =
    grants.length > 0 && grants.every(({ role }) => role === 'group-head' || role === 'group-deputy');
  return files && doorOf('/report', 'GET') ? '/report' : '/explore';
}
