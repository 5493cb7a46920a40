import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { standingLevels } from '$lib/domain/standing-levels.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { communeOf } from '$lib/server/features/public-page/figures.ts';
import { isOfUnit, readPublicPage } from '$lib/server/features/public-page/setting.ts';
import type { PageServerLoad } from './$types';

/** How many of the newest shared practices are offered. */
const OFFERED = 60;

/** What the public page shows, and what it could. */
export const load: PageServerLoad = async ({ locals: { principal } }) => {
  const runtime = currentRuntime();
  const { world, clock, publisher } = runtime;
  const page = await readPublicPage(runtime);
  const [own] = placesOf(principal, 'manageSettings', world.tree, dayAt(clock()));
  const node = page ? world.tree.unit(page.unit) : own === undefined ? undefined : world.tree.nodes[own];
  const shared = [...publisher.fold.steps.practices.all].filter(
    ({ id }) => node?.kind === 'unit' && isOfUnit(runtime, node, id)
  );
  return {
    page,
    unit: node?.kind === 'unit' ? { key: node.key, name: node.unit.fullName, within: '' } : null,
    levels: standingLevels(world.tree, own ?? 0, dayAt(clock())),
    catalogue: world.indicators.map(({ indicator: { code, short } }) => ({ code, short })),
    // Shared with all: whoever is signed in to the office reads them.
    shared: shared
      .slice(-OFFERED)
      .map(({ id, text, group }) => ({ id, text, place: communeOf(world, group) }))
  };
};
