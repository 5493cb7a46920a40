import type { RequestHandler } from '@sveltejs/kit';
import { doneAnswer, faultAnswer, outcomeAnswer } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Where an account is signed in. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const sessions = await currentRuntime().auth.accounts.sessions(locals.principal, params['id'] ?? '');
  return typeof sessions === 'string' ? faultAnswer(sessions) : doneAnswer({ sessions });
};

/** Ends one of them (`?session=`) or all. */
export const DELETE: RequestHandler = async ({ url, params, locals }) => {
  const { accounts } = currentRuntime().auth;
  const session = url.searchParams.get('session');
  return outcomeAnswer(await accounts.endSessions(locals.principal, params['id'] ?? '', session));
};
