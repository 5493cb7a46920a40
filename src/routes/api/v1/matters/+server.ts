import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor, jsonOf } from '$lib/server/matters/answers.ts';
import { newOpening, read, readInbox } from '$lib/server/matters/ask.ts';
import { isRefusal } from '$lib/server/matters/desk.ts';
import { inboxOf } from '$lib/server/matters/inbox.ts';
import { openMatter } from '$lib/server/matters/steps.ts';

/** One page of what lies with a unit, or was raised below it. */
export const GET: RequestHandler = async ({ url, locals }) =>
  answerOf(inboxOf(await deskFor(currentRuntime(), locals.principal), readInbox(url.searchParams)));

/** Raises a difficulty at any time, for a group that the caller files for. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const body = await jsonOf(request);
  const opening = 'sent' in body ? read(newOpening, body.sent) : body;
  if ('refused' in opening) return answerOf(opening);
  const opened = await openMatter(await deskFor(currentRuntime(), locals.principal), opening);
  return answerOf(opened, isRefusal(opened) ? 200 : 201);
};
