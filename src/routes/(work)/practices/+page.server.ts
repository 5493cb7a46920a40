import { error } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { deskFor } from '$lib/server/matters/answers.ts';
import { readPractices } from '$lib/server/matters/ask.ts';
import { unitChoices } from '$lib/server/matters/choices.ts';
import { isRefusal } from '$lib/server/matters/desk.ts';
import { unitOf } from '$lib/server/matters/inbox.ts';
import { practicesOf } from '$lib/server/matters/practices.ts';
import type { PageServerLoad } from './$types';

/** The good practices that the address asks for. */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('practices:list');
  const desk = await deskFor(currentRuntime(), locals.principal);
  const question = readPractices(url.searchParams);
  const unit = unitOf(desk, question.unit);
  if (isRefusal(unit)) error(unit.refused === 404 ? 404 : 403, { message: question.unit ?? '' });
  const list = practicesOf(desk, question);
  if (isRefusal(list)) error(403);
  return { list, query: question.query, units: unitChoices(desk, unit) };
};
