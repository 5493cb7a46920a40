import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { endAnswer } from '$lib/server/targets/answers.ts';

/** Ends a target on a day. */
export const POST: RequestHandler = ({ request, locals }) =>
  endAnswer(currentRuntime(), locals.principal, request);
