import type { RequestHandler } from '@sveltejs/kit';
import { outcomeAnswer } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Gives an account a new one-time password, answered for the only time. */
export const POST: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.accounts.resetPassword(locals.principal, params['id'] ?? ''));
