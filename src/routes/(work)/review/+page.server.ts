import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { asking } from '$lib/server/features/review/asking.ts';
import { mayHere, positionOf } from '$lib/server/context/review/desk.ts';
import { chosenPlace } from '$lib/server/features/review/places.ts';
import { reviewQueue } from '$lib/server/features/review/queue.ts';
import { reportView } from '$lib/server/features/review/report-view.ts';
import type { PageServerLoad } from './$types';

/** What waits for review at a place of one's own, and the report that is open. */
export const load: PageServerLoad = async ({ url, depends, locals }) => {
  depends('app:review');
  const asked = asking({ runtime: currentRuntime(), principal: locals.principal });
  const { desk, principal, names } = asked;
  const place = chosenPlace(asked, url.searchParams);
  if (place === null) return { queue: null, report: null, roots: [], periods: [], now: desk.clock() };
  if (isRefusal(place)) error(statusOf(place));
  const queue = await reviewQueue(desk, principal, place.unit, place.period, names);
  const position = positionOf(desk, url.searchParams.get('report') ?? '');
  const head = position === null ? null : desk.publisher.fold.book.version(position);
  const isOurs = head !== null && mayHere(desk, principal, 'readTexts', head.group);
  const report = position !== null && isOurs ? await reportView(desk, principal, position, names) : null;
  return { queue, report, roots: place.roots, periods: place.periods, now: desk.clock() };
};
