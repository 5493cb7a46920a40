import type { RequestHandler } from './$types';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { isRefusal } from '$lib/api/outcome.ts';
import { newConclusion } from '$lib/server/meetings/ask.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { conclude } from '$lib/server/meetings/steps.ts';

/** Writes down what was concluded: what, who, by when, against which unit and indicator. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
  const asked = await bodyOf(request, newConclusion);
  if (isRefusal(asked)) return answerOf(asked);
  const made = await conclude(meetingDesk(currentRuntime(), locals.principal), params.id, asked);
  return answerOf(made, isRefusal(made) ? 200 : 201);
};
