import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { ownUnit } from '../faces/own-unit.server.ts';
import { pictureFor, standing } from '../faces/picture.server.ts';
import type { PageServerLoad } from './$types';
import { firstMap } from './first-map.server.ts';
import { targetsAlong } from './targets-along.server.ts';

/**
 * The first picture of what the address asks for. It is made anew for another unit or level; another indicator or
 * period is answered by the rows that the page holds, or asked for by `explore:picture` where it does not hold them.
 */
export const load: PageServerLoad = async ({ url, depends, untrack, locals, isDataRequest }) => {
  depends('explore:picture');
  const asked = untrack(() => readSelection(url.searchParams));
  // These two are followed: a change of either runs the load again.
  url.searchParams.get('unit');
  url.searchParams.get('level');
  const runtime = currentRuntime();
  const now = runtime.clock();
  const { principal } = locals;
  const { unit, moved } = standing(runtime, asked.unit ?? ownUnit(runtime, principal), asked.period);
  const { picture, limited } = await pictureFor(runtime, principal, { ...asked, unit }, now);
  if (picture === null) return { picture, limited, moved, now, periods: [], targets: [], mayGive: false };
  const map = isDataRequest ? null : await firstMap(runtime, picture, asked, locals);
  if (map !== null) locals.firstMap = map;
  const top = picture.path[0] ?? picture.unit;
  return {
    picture,
    limited,
    moved,
    now,
    periods: runtime.publisher.views.periods({ root: top }),
    targets: targetsAlong(runtime.world, picture),
    counts: mayAt(principal, 'readTexts', runtime.world.tree, picture.unit, dayAt(now)),
    embeddable: runtime.embedOrigins.length > 0,
    mayGive: mayAt(principal, 'giveTargets', runtime.world.tree, picture.unit, dayAt(now))
  };
};
