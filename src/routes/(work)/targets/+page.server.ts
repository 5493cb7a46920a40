import { error } from '@sveltejs/kit';
import { dayAt, isDay } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { placeFor } from '$lib/server/features/targets/place.ts';
import { MOST_COLUMNS, targetSheet } from '$lib/server/features/targets/sheet.ts';
import type { PageServerLoad } from './$types';

/** The grid of what a unit gives; which unit, from which day and of which indicators the address says. */
export const load: PageServerLoad = ({ url, locals, depends }) => {
  depends('targets:sheet');
  const runtime = currentRuntime();
  const now = runtime.clock();
  const today = dayAt(now);
  const on = url.searchParams.get('from') ?? today;
  const place = placeFor(runtime, locals.principal, 'giveTargets', url.searchParams.get('unit'), 4);
  if (place === 'forbidden' || !isDay(on)) error(place === 'forbidden' ? 403 : 400);
  if (!place) return { place: null, sheet: null, today, most: MOST_COLUMNS, tried: null };
  const indicators = url.searchParams.getAll('indicator');
  const question = { unit: place.unit, day: on, indicators };
  return {
    place: place.choice,
    sheet: targetSheet(runtime.publisher, locals.principal, now, question),
    today,
    most: MOST_COLUMNS,
    tried: triedOut(url.searchParams)
  };
};

/** The value that was tried out on the map, for the first indicator: thousandths of a rate, or a number. */
function triedOut(params: URLSearchParams): { indicator: string; value: number } | null {
  const [indicator, value] = [params.get('indicator'), params.get('tried') ?? ''];
  return indicator !== null && /^\d{1,9}$/.test(value) ? { indicator, value: Number(value) } : null;
}
