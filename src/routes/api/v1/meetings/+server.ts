import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, bodyOf } from '$lib/server/http/answer.ts';
import { isRefusal } from '$lib/api/outcome.ts';
import { newMeeting } from '$lib/server/meetings/ask.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { openMeeting } from '$lib/server/meetings/steps.ts';
import { keyIn, meetingsOf } from '$lib/server/meetings/views.ts';

/** Meetings that the caller may read, and where they may hold one. */
export const GET: RequestHandler = async ({ url, locals }) =>
  answerOf(
    await meetingsOf(meetingDesk(currentRuntime(), locals.principal), keyIn(url.searchParams.get('unit')))
  );

/** Opens a meeting. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const asked = await bodyOf(request, newMeeting);
  if (isRefusal(asked)) return answerOf(asked);
  const opened = await openMeeting(meetingDesk(currentRuntime(), locals.principal), asked);
  return answerOf(opened, isRefusal(opened) ? 200 : 201);
};
