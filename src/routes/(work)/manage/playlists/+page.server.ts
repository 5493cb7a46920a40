import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { standingLevels } from '$lib/domain/standing-levels.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { playlistsOf } from '$lib/server/features/wall/playlists.ts';
import type { UnitPick } from '$lib/ui/unit-pick.ts';
import type { PageServerLoad } from './$types';

/** The playlists that one arranges, with names of units, and what a slide can show. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:manage');
  const runtime = currentRuntime();
  const { world, clock, publisher } = runtime;
  const { tree } = world;
  const { playlists } = await playlistsOf({ runtime, principal: locals.principal });
  const units: Record<string, UnitPick> = {};
  const name = (key: string) => {
    const at = key.lastIndexOf('@');
    const node = tree.unit(`${key.slice(0, at)}@${key.slice(at + 1)}`);
    const above = node && node.parent >= 0 ? tree.nodes[node.parent] : undefined;
    const within = above?.kind === 'unit' ? above.unit.fullName : '';
    units[key] ??= { key, name: node?.unit.fullName ?? key, within };
  };
  for (const { unit, slides } of playlists)
    for (const key of [unit, ...slides.map((one) => one.unit)]) name(key);
  const [own] = placesOf(locals.principal, 'manageSettings', tree, dayAt(clock())).sort((a, b) => a - b);
  const home = own === undefined ? undefined : tree.nodes[own];
  if (home?.kind === 'unit') name(home.key);
  return {
    playlists,
    units,
    levels: standingLevels(tree, own ?? 0, dayAt(clock())),
    home: home?.kind === 'unit' ? home.key : null,
    indicators: world.indicators.flatMap(({ indicator: { code, short, pillar, source } }) =>
      source.type === 'filed' ? [{ code, short, pillar }] : []
    ),
    periods: own === undefined ? [] : publisher.views.periods({ root: own }).slice(-24).reverse()
  };
};
