import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor, jsonOf } from '$lib/server/matters/answers.ts';
import { oneStep, read } from '$lib/server/matters/ask.ts';
import { takeStep } from '$lib/server/matters/steps.ts';
import type { RequestHandler } from './$types';

/** Takes, answers, passes up, closes… one difficulty; answers it as it then is. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const body = await jsonOf(request);
  const step = 'sent' in body ? read(oneStep, body.sent) : body;
  if ('refused' in step) return answerOf(step);
  return answerOf(await takeStep(await deskFor(currentRuntime(), locals.principal), params.id, step));
};
