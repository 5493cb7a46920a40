import type { RequestHandler } from '@sveltejs/kit';
import { disabledShape, outcomeAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** One account. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const account = await currentRuntime().auth.accounts.one(locals.principal, params['id'] ?? '');
  return outcomeAnswer(account ?? 'notFound');
};

/** Disables an account or enables it again. */
export const PATCH: RequestHandler = async ({ request, params, locals }) => {
  const wish = await readCall(request, disabledShape);
  if (wish instanceof Response) return wish;
  const { accounts } = currentRuntime().auth;
  return outcomeAnswer(await accounts.setDisabled(locals.principal, params['id'] ?? '', wish.disabled));
};
