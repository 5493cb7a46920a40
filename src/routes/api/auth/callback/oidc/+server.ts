import type { RequestHandler } from '@sveltejs/kit';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';

/** Where the provider sends somebody back to. */
export const GET: RequestHandler = async ({ request }) => {
  const { auth } = currentRuntime();
  if (!auth.provider) return problemAnswer(404);
  const answer = await auth.signIn.fromProvider(request);
  return new Response(answer.body, { status: answer.status, headers: new Headers(answer.headers) });
};
