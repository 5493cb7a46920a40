import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { practicesQuery } from '$lib/api/practices.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { unitOf } from '$lib/server/features/matters/inbox.ts';
import { commendedOf } from '$lib/server/features/matters/practices.ts';
import { unitView } from '$lib/server/context/matters/views.ts';
import type { PageServerLoad } from './$types';

/** Everything of a unit that is to be commended, for the dossier. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const desk = await deskFor({ runtime: currentRuntime(), principal: locals.principal });
  const asked = readLeniently(practicesQuery, url.searchParams).unit;
  const unit = unitOf(desk, asked);
  if (isRefusal(unit)) error(statusOf(unit), { message: asked ?? '' });
  return { unit: unitView(unit), day: desk.day, practices: commendedOf(desk, unit) };
};
