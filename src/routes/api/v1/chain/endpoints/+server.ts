import type { RequestHandler } from '@sveltejs/kit';
import { asked } from '$lib/server/chain/asked.ts';
import { addEndpoint, end, endShape, endpointShape } from '$lib/server/chain/outbox.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';

/** Keeps an endpoint for webhooks; answers its secret, this once. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const sent = await asked(request, endpointShape);
  return sent instanceof Response ? sent : addEndpoint(currentRuntime(), locals.principal, sent);
};

/** Ends an endpoint. */
export const DELETE: RequestHandler = async ({ request, locals }) => {
  const sent = await asked(request, endShape);
  return sent instanceof Response ? sent : end(currentRuntime(), locals.principal, 'webhook', sent.id);
};
