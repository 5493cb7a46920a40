import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Links of screens that one may see. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:manage');
  const { auth, world, clock } = currentRuntime();
  const screens = await auth.screenDesk.list(locals.principal);
  return {
    now: clock(),
    screens: screens.map(({ name, scope, createdAt, expiresAt, revokedAt }) => ({
      name,
      place: world.tree.unit(scope.root)?.unit.fullName ?? scope.root,
      depth: scope.depth,
      createdAt,
      expiresAt,
      revokedAt
    }))
  };
};
