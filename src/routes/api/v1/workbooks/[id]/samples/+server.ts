import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** The first rows of an upload's sheets, to name its columns by. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { workbooks } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  return Response.json(
    { sheets: await workbooks.samples(state) },
    { headers: { 'cache-control': 'no-store' } }
  );
};
