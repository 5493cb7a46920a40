import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { mappingView } from '$lib/server/workbooks/answers.ts';

/** Throws a saved mapping away. */
export const DELETE: RequestHandler = async ({ params, locals }) => {
  const { store, world, clock } = currentRuntime();
  const record = await store.mappings.byId(params.mapping ?? '');
  if (!record || !mappingView(world, locals.principal, clock(), record)) return problemAnswer(404);
  await store.mappings.remove(record.id);
  return new Response(null, { status: 204 });
};
