import { isRefusal } from '$lib/api/outcome.ts';
import type { RequestHandler } from './$types';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { meetingChange } from '$lib/server/meetings/ask.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { changeMeeting } from '$lib/server/meetings/steps.ts';
import { meetingOf } from '$lib/server/meetings/views.ts';

/** One meeting with its agenda, what it begins with and what was concluded. */
export const GET: RequestHandler = async ({ params, locals }) =>
  answerOf(await meetingOf(meetingDesk(currentRuntime(), locals.principal), params.id));

/** Arranges its agenda, adds a view, ends it or opens it again. */
export const PATCH: RequestHandler = async ({ request, params, locals }) => {
  const change = await bodyOf(request, meetingChange);
  if (isRefusal(change)) return answerOf(change);
  return answerOf(await changeMeeting(meetingDesk(currentRuntime(), locals.principal), params.id, change));
};
