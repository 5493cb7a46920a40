import { currentRuntime } from '$lib/server/current-runtime.ts';
import { nodesAnswer } from '$lib/server/snapshot/answers.ts';
import type { RequestHandler } from './$types';

/** The nodes of a scope. */
export const GET: RequestHandler = ({ params, request, locals }) =>
  nodesAnswer(currentRuntime().deskFor(locals.principal), params, request);
