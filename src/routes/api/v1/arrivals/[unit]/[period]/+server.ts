import type { RequestHandler } from '@sveltejs/kit';
import { LEVELS } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { arrivalsAnswer } from '$lib/server/wall/arrivals.ts';

/** The counts of filing, and the month's chain at and below a unit as a burn-up. */
export const GET: RequestHandler = ({ params, locals, url }) => {
  const { publisher, clock } = currentRuntime();
  const { unit = '', period = '' } = params;
  const asked = url.searchParams.get('level');
  const level = LEVELS.find((one) => one === asked) ?? null;
  if (asked !== null && level === null) return problemAnswer(400);
  const question = { principal: locals.principal, unit, period, now: clock() };
  const answer = arrivalsAnswer(publisher.fold, question, level);
  if (typeof answer === 'number') return problemAnswer(answer);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
