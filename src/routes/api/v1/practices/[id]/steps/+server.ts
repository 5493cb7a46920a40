import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor, jsonOf } from '$lib/server/matters/answers.ts';
import { practiceStep as shape, read } from '$lib/server/matters/ask.ts';
import { practiceStep } from '$lib/server/matters/practices.ts';
import type { RequestHandler } from './$types';

/** Shares, commends, or takes either back; answers the practice as it then is. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
  const body = await jsonOf(request);
  const step = 'sent' in body ? read(shape, body.sent) : body;
  if ('refused' in step) return answerOf(step);
  return answerOf(await practiceStep(await deskFor(currentRuntime(), locals.principal), params.id, step));
};
