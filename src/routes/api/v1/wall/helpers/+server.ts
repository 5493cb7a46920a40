import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { helpersOf } from '$lib/server/features/wall/helpers.ts';

/** Who has taken up what was raised in some units. */
export const GET: RequestHandler = ({ url, locals }) => {
  const answer = helpersOf(currentRuntime(), locals.principal, url.searchParams.getAll('unit'));
  if (typeof answer === 'number') return problemAnswer(answer);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
