import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { appendixOf } from '$lib/server/features/targets/appendix.ts';
import { placeFor } from '$lib/server/features/targets/place.ts';
import type { PageServerLoad } from './$types';

/** The appendix of a decision: what a unit gave at once, as a table to be printed. */
export const load: PageServerLoad = ({ url, locals }) => {
  const runtime = currentRuntime();
  const place = placeFor(runtime, locals.principal, 'readTexts', url.searchParams.get('unit'), 4);
  if (place === 'forbidden') error(403);
  if (!place) error(404);
  return appendixOf(runtime.world, place.unit, url.searchParams.get('giving'));
};
