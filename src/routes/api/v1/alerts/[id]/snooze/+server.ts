import { snoozeAlert } from '$lib/server/alerts/desk.ts';
import { snoozeShape } from '$lib/server/alerts/shape.ts';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { RequestHandler } from './$types';

/** Silences an alert for a time, or lets it speak again. */
export const PUT: RequestHandler = async ({ request, locals, params }) => {
  const sent = await asked(request, snoozeShape);
  return sent instanceof Response
    ? sent
    : snoozeAlert(currentRuntime(), locals.principal, params.id, sent.until);
};
