import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor, jsonOf } from '$lib/server/matters/answers.ts';
import { manySteps, read } from '$lib/server/matters/ask.ts';
import { takeSteps } from '$lib/server/matters/steps.ts';

/** The same step for many difficulties; says of each that cannot be taken why. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const body = await jsonOf(request);
  const steps = 'sent' in body ? read(manySteps, body.sent) : body;
  if ('refused' in steps) return answerOf(steps);
  return answerOf(await takeSteps(await deskFor(currentRuntime(), locals.principal), steps));
};
