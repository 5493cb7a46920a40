import type { RequestHandler } from './$types';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, jsonOf } from '$lib/server/matters/answers.ts';
import { read } from '$lib/server/matters/ask.ts';
import { promiseStep } from '$lib/server/meetings/ask.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { settlePromise } from '$lib/server/meetings/steps.ts';

/** Says that a promise is kept, withdrawn, or open again. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
  const body = await jsonOf(request);
  const asked = 'sent' in body ? read(promiseStep, body.sent) : body;
  if ('refused' in asked) return answerOf(asked);
  return answerOf(await settlePromise(meetingDesk(currentRuntime(), locals.principal), params.id, asked));
};
