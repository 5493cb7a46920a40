import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { importAnswer } from '$lib/server/features/register/import-answer.ts';

/** Takes in a file of units, or says what it would change. */
export const POST: RequestHandler = ({ request, locals }) =>
  importAnswer(currentRuntime(), 'units', locals.principal, request);
