import type { RequestHandler } from '@sveltejs/kit';
import { doneAnswer, outcomeAnswer, readCall, screenShape } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** The screens' links that one may see. */
export const GET: RequestHandler = async ({ locals }) =>
  doneAnswer({ screens: await currentRuntime().auth.screenDesk.list(locals.principal) });

/** Makes a link for a screen; its path is answered for the only time. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const draft = await readCall(request, screenShape);
  if (draft instanceof Response) return draft;
  return outcomeAnswer(await currentRuntime().auth.screenDesk.create(locals.principal, draft), 201);
};
