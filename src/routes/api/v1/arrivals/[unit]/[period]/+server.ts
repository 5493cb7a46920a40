import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { arrivalsAnswer } from '$lib/server/wall/arrivals.ts';

/** The month's chain at and below a unit as a burn-up. */
export const GET: RequestHandler = ({ params, locals }) => {
  const { publisher, clock } = currentRuntime();
  const { unit = '', period = '' } = params;
  const answer = arrivalsAnswer(publisher.fold, { principal: locals.principal, unit, period, now: clock() });
  if (typeof answer === 'number') return problemAnswer(answer);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
