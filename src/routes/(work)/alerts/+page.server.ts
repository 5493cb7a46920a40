import { placesOf } from '$lib/domain/access.ts';
import { dayAt, reportedPeriod } from '$lib/domain/period.ts';
import { standingLevels } from '$lib/domain/standing-levels.ts';
import { alertsFor } from '$lib/server/features/alerts/desk.ts';
import { contextOf } from '$lib/server/context/context.ts';
import type { PageServerLoad } from './$types';

/** The alerts that somebody sees, and what a new one can be made of. */
export const load: PageServerLoad = async (event) => {
  event.depends('app:alerts');
  const { runtime, principal } = contextOf(event);
  const { world, clock, publisher } = runtime;
  const [own] = placesOf(principal, 'remind', world.tree, dayAt(clock()));
  const node = own === undefined ? undefined : world.tree.nodes[own];
  const { profile } = world;
  const views =
    node?.kind === 'unit'
      ? publisher.pictures.catalogue(node, reportedPeriod(clock(), profile)).indicators
      : [];
  const filed = new Set(views.flatMap(({ ordinal, filed: isFiled }) => (isFiled ? [ordinal] : [])));
  return {
    ...(await alertsFor({ runtime, principal })),
    now: clock(),
    indicators: world.indicators.map(({ ordinal, indicator: { code, short, kind } }) => ({
      ...{ code, short, kind },
      filed: filed.has(ordinal)
    })),
    levels: standingLevels(world.tree, own ?? 0, dayAt(clock())).filter((level) => level !== 'group'),
    own: node?.kind === 'unit' ? { key: node.key, name: node.unit.fullName, within: '' } : null
  };
};
