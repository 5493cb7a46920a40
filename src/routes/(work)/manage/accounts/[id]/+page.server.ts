import { error } from '@sveltejs/kit';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { grantableRoles, namedAccount } from '$lib/server/features/register/administer.ts';
import type { PageServerLoad } from './$types';

/** One account: its roles, where it is signed in. */
export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('app:manage');
  const { auth, world, clock } = currentRuntime();
  const day = dayAt(clock());
  const account = await auth.accounts.one(locals.principal, params.id);
  if (!account) error(404);
  const sessions = account.mayManage ? await auth.accounts.sessions(locals.principal, params.id) : [];
  return {
    account: namedAccount(world.tree, account, day),
    sessions: typeof sessions === 'string' ? [] : sessions,
    roles: grantableRoles(locals.principal, day),
    today: day
  };
};
