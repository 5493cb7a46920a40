import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { standingLevels } from '$lib/domain/standing-levels.ts';
import { playlistsOf } from '$lib/server/features/wall/playlists.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { choiceOf } from '$lib/server/features/register/search-units.ts';
import type { PageServerLoad } from './$types';

/** Links of screens that one may see, and the unit that a new one begins with. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:manage');
  const runtime = currentRuntime();
  const { auth, world, clock } = runtime;
  const screens = await auth.screenDesk.list(locals.principal);
  const day = dayAt(clock());
  const [own] = placesOf(locals.principal, 'manageAccounts', world.tree, day);
  const node = own === undefined ? undefined : world.tree.nodes[own];
  const { playlists } = await playlistsOf({ runtime, principal: locals.principal });
  return {
    playlists: playlists.map(({ id, name }) => ({ id, name })),
    levels: standingLevels(world.tree, own ?? 0, day),
    own: node?.kind === 'unit' ? choiceOf(world.tree, node, day) : null,
    now: clock(),
    screens: screens.map(({ name, title, scope, createdAt, expiresAt, revokedAt, playlist, codeUntil }) => ({
      name,
      title,
      place: world.tree.unit(scope.root)?.unit.fullName ?? scope.root,
      depth: scope.depth,
      createdAt,
      expiresAt,
      revokedAt,
      playlist,
      codeUntil
    }))
  };
};
