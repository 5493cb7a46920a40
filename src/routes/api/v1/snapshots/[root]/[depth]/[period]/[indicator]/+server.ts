import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { sliceAnswer } from '$lib/server/features/pictures/answers.ts';
import type { RequestHandler } from './$types';

/** The rows of a scope for one indicator and one period. */
export const GET: RequestHandler = ({ params, request, locals }) =>
  sliceAnswer(currentRuntime().deskFor(locals.principal), params, request);
