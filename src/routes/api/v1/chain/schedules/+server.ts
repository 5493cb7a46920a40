import type { RequestHandler } from '@sveltejs/kit';
import { asked } from '$lib/server/chain/asked.ts';
import { addSchedule, end, endShape, scheduleShape } from '$lib/server/chain/outbox.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Keeps a schedule of reminders. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const sent = await asked(request, scheduleShape);
  return sent instanceof Response ? sent : addSchedule(currentRuntime(), locals.principal, sent);
};

/** Ends a schedule. */
export const DELETE: RequestHandler = async ({ request, locals }) => {
  const sent = await asked(request, endShape);
  return sent instanceof Response ? sent : end(currentRuntime(), locals.principal, 'schedule', sent.id);
};
