import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { saveAnswer } from '$lib/server/targets/answers.ts';

/** Gives targets: all of a call in one entry of the log, or none. */
export const POST: RequestHandler = ({ request, locals }) =>
  saveAnswer(currentRuntime(), locals.principal, request);
