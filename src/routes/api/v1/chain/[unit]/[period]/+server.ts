import type { RequestHandler } from '@sveltejs/kit';
import { chainAnswer } from '$lib/server/chain/progress.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** Who has filed by when at and below a unit. */
export const GET: RequestHandler = ({ params, locals }) => {
  const { publisher, clock } = currentRuntime();
  const { unit = '', period = '' } = params;
  const answer = chainAnswer(publisher.fold, { principal: locals.principal, unit, period, now: clock() });
  if (typeof answer === 'number') return problemAnswer(answer);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
