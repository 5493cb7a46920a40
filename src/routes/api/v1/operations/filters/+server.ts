import { isRefusal } from '$lib/api/outcome.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { filterAsk } from '$lib/server/operations/ask.ts';
import { removeFilter, savedFilters, saveFilter } from '$lib/server/operations/filters.ts';
import type { RequestHandler } from './$types';

/** The filters that whoever asks has saved. */
export const GET: RequestHandler = async ({ locals }) => {
  const runtime = currentRuntime();
  return answerOf(
    await savedFilters(await operationsDeskFor(runtime, locals.principal), runtime.store.filters)
  );
};

/** Saves a filter for whoever asks. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const ask = await bodyOf(request, filterAsk);
  if (isRefusal(ask)) return answerOf(ask);
  const runtime = currentRuntime();
  const desk = await operationsDeskFor(runtime, locals.principal);
  return answerOf(await saveFilter(desk, runtime.store.filters, ask));
};

/** Removes one of one's own by its `id`. */
export const DELETE: RequestHandler = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const desk = await operationsDeskFor(runtime, locals.principal);
  return answerOf(await removeFilter(desk, runtime.store.filters, url.searchParams.get('id') ?? ''));
};
