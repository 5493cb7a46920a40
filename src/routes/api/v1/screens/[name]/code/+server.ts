import type { RequestHandler } from '@sveltejs/kit';
import { outcomeAnswer } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Makes a short code that opens a screen's link once; it is answered for the only time. */
export const POST: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.screenCodes.make(locals.principal, params['name'] ?? ''), 201);

/** Ends the code of a screen before its time. */
export const DELETE: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.screenCodes.end(locals.principal, params['name'] ?? ''));
