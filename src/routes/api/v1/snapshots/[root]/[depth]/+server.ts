import { currentRuntime } from '$lib/server/current-runtime.ts';
import { manifestAnswer } from '$lib/server/snapshot/answers.ts';
import type { RequestHandler } from './$types';

/** The manifest of a scope. */
export const GET: RequestHandler = ({ params, locals, request }) =>
  manifestAnswer(currentRuntime().deskFor(locals.principal), params, request);
