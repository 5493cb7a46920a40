import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, jsonOf } from '$lib/server/matters/answers.ts';
import { read } from '$lib/server/matters/ask.ts';
import { operationsDeskFor } from '$lib/server/operations/answers.ts';
import { stepsAsk } from '$lib/server/operations/ask.ts';
import { takeCaseSteps } from '$lib/server/operations/steps.ts';
import type { RequestHandler } from './$types';

/** Takes, assigns, snoozes, resolves, comments… some rows; says of each that could not be why. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const body = await jsonOf(request);
  const ask = 'sent' in body ? read(stepsAsk, body.sent) : body;
  if ('refused' in ask) return answerOf(ask);
  const runtime = currentRuntime();
  const desk = await operationsDeskFor(runtime, locals.principal);
  return answerOf(await takeCaseSteps(desk, runtime.store.grants, ask));
};
