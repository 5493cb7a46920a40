import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** Throws one of one's own queries away. */
export const DELETE: RequestHandler = async ({ params, locals }) => {
  const { store } = currentRuntime();
  const { principal } = locals;
  const isGone =
    principal.kind === 'account' && (await store.queries.remove(principal.actor, params['id'] ?? ''));
  return isGone ? new Response(null, { status: 204 }) : problemAnswer(404);
};
