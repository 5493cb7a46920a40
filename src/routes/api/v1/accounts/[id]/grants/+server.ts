import type { RequestHandler } from '@sveltejs/kit';
import { grantShape, outcomeAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Gives an account another role. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
  const draft = await readCall(request, grantShape);
  if (draft instanceof Response) return draft;
  const { accounts } = currentRuntime().auth;
  return outcomeAnswer(await accounts.give(locals.principal, params['id'] ?? '', draft), 201);
};

/** Takes a role back (`?grant=`), at once. */
export const DELETE: RequestHandler = async ({ url, params, locals }) => {
  const { accounts } = currentRuntime().auth;
  const grant = url.searchParams.get('grant') ?? '';
  return outcomeAnswer(await accounts.take(locals.principal, params['id'] ?? '', grant));
};
