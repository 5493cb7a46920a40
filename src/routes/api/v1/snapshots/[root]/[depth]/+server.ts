import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { manifestAnswer } from '$lib/server/features/pictures/answers.ts';
import type { RequestHandler } from './$types';

/** The manifest of a scope. */
export const GET: RequestHandler = ({ params, locals, request }) =>
  manifestAnswer(currentRuntime().deskFor(locals.principal), params, request);
