import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { deskFor } from '$lib/server/matters/answers.ts';
import { readPractices } from '$lib/server/matters/ask.ts';
import { isRefusal } from '$lib/server/matters/desk.ts';
import { unitOf } from '$lib/server/matters/inbox.ts';
import { commendedOf } from '$lib/server/matters/practices.ts';
import { unitView } from '$lib/server/matters/views.ts';
import type { PageServerLoad } from './$types';

/** Everything of a unit that is to be commended, for the dossier. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const desk = await deskFor(currentRuntime(), locals.principal);
  const asked = readPractices(url.searchParams).unit;
  const unit = unitOf(desk, asked);
  if (isRefusal(unit)) error(unit.refused === 404 ? 404 : 403, { message: asked ?? '' });
  return { unit: unitView(unit), day: desk.day, practices: commendedOf(desk, unit) };
};
