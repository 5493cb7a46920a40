import type { RequestHandler } from '@sveltejs/kit';
import { cardShape, outcomeAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Makes a card for a group; its code, PIN and QR path are answered for the only time. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const draft = await readCall(request, cardShape);
  if (draft instanceof Response) return draft;
  return outcomeAnswer(await currentRuntime().auth.cards.issue(locals.principal, draft), 201);
};
