import type { RequestHandler } from '@sveltejs/kit';
import { LEVELS } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf } from '$lib/server/http/answer.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { arrivalsAnswer, filingAnswer } from '$lib/server/wall/arrivals.ts';

/** The month's chain at and below a unit as a burn-up; with `counts` the one count of filing alone. */
export const GET: RequestHandler = ({ params, locals, url }) => {
  const { publisher, clock } = currentRuntime();
  const { unit = '', period = '' } = params;
  const asked = url.searchParams.get('level');
  const level = LEVELS.find((one) => one === asked) ?? null;
  const isCount = url.searchParams.has('counts');
  if (asked !== null && (level === null || !isCount)) return problemAnswer(400);
  const question = { principal: locals.principal, unit, period, now: clock() };
  const answer = isCount
    ? filingAnswer(publisher.fold, question, level)
    : arrivalsAnswer(publisher.fold, question);
  return answerOf(answer);
};
