import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { attainmentAnswer } from '$lib/server/features/pictures/readings.ts';
import type { RequestHandler } from './$types';

/** The readings of one unit; counts of a few persons for those alone who may read what their groups write. */
export const GET: RequestHandler = ({ url, locals }) => {
  const runtime = currentRuntime();
  return attainmentAnswer(runtime.deskFor(locals.principal), url.searchParams, runtime.clock());
};
