import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { asking } from '$lib/server/features/review/asking.ts';
import { consolidationView } from '$lib/server/features/review/consolidation.ts';
import { chosenPlace } from '$lib/server/features/review/places.ts';
import type { PageServerLoad } from './$types';

/** A unit's consolidation of a period, with its lock. */
export const load: PageServerLoad = async ({ url, depends, locals }) => {
  depends('app:review');
  const asked = asking({ runtime: currentRuntime(), principal: locals.principal });
  const place = chosenPlace(asked, url.searchParams);
  const { desk, principal, names } = asked;
  if (place === null)
    return { view: null, roots: [], periods: [], now: desk.clock(), actor: asked.principal.actor };
  if (isRefusal(place)) error(statusOf(place));
  const view = await consolidationView(desk, principal, place.unit, place.period, names);
  return { view, roots: place.roots, periods: place.periods, now: desk.clock(), actor: principal.actor };
};
