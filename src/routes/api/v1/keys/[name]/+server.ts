import type { RequestHandler } from '@sveltejs/kit';
import { outcomeAnswer } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Ends a key, at once. */
export const DELETE: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.keyDesk.revoke(locals.principal, params['name'] ?? ''));
