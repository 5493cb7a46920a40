import { error } from '@sveltejs/kit';
import { hashOf } from '$lib/server/core/auth/passwords.ts';
import { bearerOf } from '$lib/server/core/auth/visit.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { OPEN_METRICS } from '$lib/server/metrics/open-metrics.ts';
import type { RequestHandler } from './$types';

/** `GET /metrics`: what a monitor is told, to whoever has its token; where none is set there is no such page. */
export const GET: RequestHandler = async ({ request, getClientAddress }) => {
  const { metrics } = currentRuntime();
  const token = bearerOf({ header: (name) => request.headers.get(name), address: getClientAddress() });
  if (metrics.token === null) error(404);
  if (token === null || hashOf(token) !== hashOf(metrics.token))
    return new Response('Bearer METRICS_TOKEN\n', {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="metrics"', 'cache-control': 'no-store' }
    });
  return new Response(await metrics.text(), {
    headers: { 'content-type': OPEN_METRICS, 'cache-control': 'no-store' }
  });
};
