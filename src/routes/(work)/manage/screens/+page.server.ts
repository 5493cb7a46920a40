import { playlistsOf } from '$lib/server/wall/playlists.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Links of screens that one may see. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:manage');
  const runtime = currentRuntime();
  const { auth, world, clock } = runtime;
  const screens = await auth.screenDesk.list(locals.principal);
  const playlists = await playlistsOf(runtime, locals.principal);
  return {
    playlists: playlists.map(({ id, name }) => ({ id, name })),
    now: clock(),
    screens: screens.map(({ name, scope, createdAt, expiresAt, revokedAt, playlist }) => ({
      name,
      place: world.tree.unit(scope.root)?.unit.fullName ?? scope.root,
      depth: scope.depth,
      createdAt,
      expiresAt,
      revokedAt,
      playlist
    }))
  };
};
