import type { RequestHandler } from '@sveltejs/kit';
import { chainPlace } from '$lib/server/chain/progress.ts';
import { reminder } from '$lib/server/chain/reminder.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** The message that reminds a unit's groups, or one of them (`?group=`), and what its card shows. */
export const GET: RequestHandler = ({ params, url, locals }) => {
  const { publisher, clock, settings } = currentRuntime();
  const { fold } = publisher;
  const { unit = '', period = '' } = params;
  const now = clock();
  const place = chainPlace(fold, { principal: locals.principal, unit, period, now }, 'remind');
  if (typeof place === 'number') return problemAnswer(place);
  const { tree } = fold.world;
  const code = url.searchParams.get('group');
  const group = code === null ? null : (tree.group(code) ?? null);
  const isThere = code === null || (group !== null && tree.isWithin(group.ordinal, place.unit.ordinal));
  if (!isThere || (group && !place.sheet.filing(group.ordinal))) return problemAnswer(404);
  const { sheet } = place;
  const answer = reminder({ tree, sheet, unit: place.unit, group, now, demo: settings.mode === 'demo' });
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
