import { isRefusal } from '$lib/api/outcome.ts';
import type { RequestHandler } from './$types';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { promiseStep } from '$lib/server/meetings/ask.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { settlePromise } from '$lib/server/meetings/steps.ts';

/** Says that a promise is kept, withdrawn, or open again. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
  const asked = await bodyOf(request, promiseStep);
  if (isRefusal(asked)) return answerOf(asked);
  return answerOf(await settlePromise(meetingDesk(currentRuntime(), locals.principal), params.id, asked));
};
