import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { uploadView } from '$lib/server/workbooks/answers.ts';

/** How far an upload is. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { workbooks, world } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  return Response.json(uploadView(world, state), { headers: { 'cache-control': 'no-store' } });
};

/** Ends what is at work on an upload and throws it away. */
export const DELETE: RequestHandler = async ({ params, locals }) => {
  const { workbooks } = currentRuntime();
  const state = await workbooks.find(locals.principal, params.id ?? '');
  if (!state) return problemAnswer(404);
  await workbooks.drop(state);
  return new Response(null, { status: 204 });
};
