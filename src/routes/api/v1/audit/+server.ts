import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { archiveOf, readHistoryQuery } from '$lib/server/register/history-query.ts';
import { historyFor } from '$lib/server/register/history.ts';

/** The history of an object, or the newest changes in the caller's subtree: `?object=group:…&kind=…&before=…`. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const asked = readHistoryQuery(url.searchParams);
  if (!asked) return problemAnswer(400);
  const page = await historyFor(archiveOf(currentRuntime()), locals.principal, asked);
  return page ? Response.json(page, { headers: { 'cache-control': 'no-store' } }) : problemAnswer(403);
};
