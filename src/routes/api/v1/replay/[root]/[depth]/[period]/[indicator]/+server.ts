import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { replayAnswer } from '$lib/server/features/wall/replay.ts';

/** How the rows of a slice came to be what they are, frame by frame. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
  const { root = '', depth = '', period = '', indicator = '' } = params;
  const question = { root, depth, period, indicator, day: url.searchParams.get('day') };
  const accept = request.headers.get('accept-encoding');
  const answer = await replayAnswer(currentRuntime(), locals.principal, question, accept);
  return typeof answer === 'number' ? problemAnswer(answer) : answer;
};
