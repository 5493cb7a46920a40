import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { partAnswer } from '$lib/server/features/pictures/answers.ts';
import type { RequestHandler } from './$types';

/** The rows of a scope for one period. */
export const GET: RequestHandler = ({ params, request, locals }) =>
  partAnswer(currentRuntime().deskFor(locals.principal), params, request);
