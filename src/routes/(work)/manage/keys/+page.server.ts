import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { grantableRoles, namedGrants } from '$lib/server/features/register/administer.ts';
import type { PageServerLoad } from './$types';

/** API keys that one may see. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:manage');
  const { auth, world, clock } = currentRuntime();
  const day = dayAt(clock());
  const keys = await auth.keyDesk.list(locals.principal);
  return {
    keys: keys.map(({ name, createdAt, revokedAt, mayManage, grants }) => ({
      name,
      createdAt,
      revokedAt,
      mayManage,
      grants: namedGrants(world.tree, grants, day)
    })),
    roles: grantableRoles(locals.principal, day),
    today: day
  };
};
