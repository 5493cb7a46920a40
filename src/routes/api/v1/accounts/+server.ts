import type { RequestHandler } from '@sveltejs/kit';
import { accountShape, doneAnswer, outcomeAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** The accounts that one may see. */
export const GET: RequestHandler = async ({ locals }) =>
  doneAnswer({ accounts: await currentRuntime().auth.accounts.list(locals.principal) });

/** Makes an account; answers its one-time password, for the only time. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const draft = await readCall(request, accountShape);
  if (draft instanceof Response) return draft;
  return outcomeAnswer(await currentRuntime().auth.accounts.create(locals.principal, draft), 201);
};
