import type { RequestHandler } from '@sveltejs/kit';
import { doneAnswer, keyShape, outcomeAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** The API keys that one may see. */
export const GET: RequestHandler = async ({ locals }) =>
  doneAnswer({ keys: await currentRuntime().auth.keyDesk.list(locals.principal) });

/** Makes a key bound to subtrees, answered for the only time. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const draft = await readCall(request, keyShape);
  if (draft instanceof Response) return draft;
  const { keyDesk } = currentRuntime().auth;
  return outcomeAnswer(await keyDesk.create(locals.principal, draft.name, draft.grants), 201);
};
