import { error } from '@sveltejs/kit';
import { currentPeriod, formatPeriod, parsePeriod, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { filingGrid } from '$lib/server/features/targets/filing-grid.ts';
import { reasonIn } from '$lib/server/features/targets/read-grid.ts';
import { placeFor } from '$lib/server/features/targets/place.ts';
import type { PageServerLoad } from './$types';

/** How many periods back one may file from here. */
const PERIODS = 12;
const COMMUNE = 3;

/** The groups of a commune and what they are to file; which commune and period the address says. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const { fold } = runtime.publisher;
  const now = runtime.clock();
  const { profile } = fold.world;
  const current = currentPeriod(now, profile);
  const asked = url.searchParams.get('period');
  const period = asked === null ? reportedPeriod(now, profile) : parsePeriod(asked);
  const place = placeFor(runtime, locals.principal, 'file', url.searchParams.get('unit'), COMMUNE);
  if (place === 'forbidden') error(403);
  if (period === null || period > current) error(400);
  const base = {
    period: formatPeriod(period),
    periods: Array.from({ length: PERIODS }, (_, k) => formatPeriod(current - k)),
    actor: locals.principal.actor
  };
  if (!place) return { ...base, place: null, grid: null };
  const grid =
    place.unit.level < COMMUNE
      ? 'tooMany'
      : await filingGrid(fold, locals.principal, now, { unit: place.unit, period }, reasonIn(runtime));
  return { ...base, place: place.choice, grid };
};
