import type { RequestHandler } from '@sveltejs/kit';
import { outcomeAnswer, readCall, screenTitleShape } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Gives a screen another title. */
export const PATCH: RequestHandler = async ({ params, request, locals }) => {
  const call = await readCall(request, screenTitleShape);
  if (call instanceof Response) return call;
  const { screenDesk } = currentRuntime().auth;
  return outcomeAnswer(await screenDesk.rename(locals.principal, params['name'] ?? '', call.title));
};

/** Ends a screen's link, at once. */
export const DELETE: RequestHandler = async ({ params, locals }) =>
  outcomeAnswer(await currentRuntime().auth.screenDesk.revoke(locals.principal, params['name'] ?? ''));
