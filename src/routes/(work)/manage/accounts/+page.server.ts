import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { answersTo, grantableRoles, namedAccount } from '$lib/server/features/register/administer.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 200;
const LONGEST = 100;

/** Accounts of people within one's subtree; cards of groups have a page of their own. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:manage');
  const { auth, world, clock } = currentRuntime();
  const day = dayAt(clock());
  const query = (url.searchParams.get('q') ?? '').slice(0, LONGEST);
  const withDisabled = url.searchParams.get('disabled') === '1';
  const all = (await auth.accounts.list(locals.principal))
    .filter(({ cardGroup, disabledAt }) => cardGroup === null && (withDisabled || disabledAt === null))
    .map((account) => namedAccount(world.tree, account, day))
    .filter((account) => answersTo(account, query));
  return {
    accounts: all.slice(0, SHOWN),
    count: all.length,
    query,
    withDisabled,
    roles: grantableRoles(locals.principal, day),
    today: day
  };
};
