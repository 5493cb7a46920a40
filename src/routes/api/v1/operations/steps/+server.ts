import { isRefusal } from '$lib/api/outcome.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { stepsAsk } from '$lib/server/operations/ask.ts';
import { takeCaseSteps } from '$lib/server/operations/steps.ts';
import type { RequestHandler } from './$types';

/** Takes, assigns, snoozes, resolves, comments… some rows; says of each that could not be why. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const ask = await bodyOf(request, stepsAsk);
  if (isRefusal(ask)) return answerOf(ask);
  const runtime = currentRuntime();
  const desk = await operationsDeskFor(runtime, locals.principal);
  return answerOf(await takeCaseSteps(desk, runtime.store.grants, ask));
};
