import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { previewAnswer } from '$lib/server/targets/answers.ts';

/** What giving these targets would change; stores nothing. */
export const POST: RequestHandler = ({ request, locals }) =>
  previewAnswer(currentRuntime(), locals.principal, request);
