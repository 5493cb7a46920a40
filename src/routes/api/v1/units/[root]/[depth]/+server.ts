import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { nodesAnswer } from '$lib/server/features/pictures/answers.ts';
import type { RequestHandler } from './$types';

/** The nodes of a scope. */
export const GET: RequestHandler = ({ params, request, locals }) =>
  nodesAnswer(currentRuntime().deskFor(locals.principal), params, request);
