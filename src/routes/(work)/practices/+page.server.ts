import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { practicesQuery } from '$lib/api/practices.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { unitChoices } from '$lib/server/features/matters/choices.ts';
import { unitOf } from '$lib/server/features/matters/inbox.ts';
import { practicesOf } from '$lib/server/features/matters/practices.ts';
import type { PageServerLoad } from './$types';

/** The good practices that the address asks for. */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('practices:list');
  const desk = await deskFor({ runtime: currentRuntime(), principal: locals.principal });
  const question = readLeniently(practicesQuery, url.searchParams);
  const unit = unitOf(desk, question.unit);
  if (isRefusal(unit)) error(statusOf(unit), { message: question.unit ?? '' });
  const list = practicesOf(desk, question);
  if (isRefusal(list)) error(403);
  return { list, query: question.q, units: unitChoices(desk, unit) };
};
