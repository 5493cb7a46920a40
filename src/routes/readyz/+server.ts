import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { RETRY_AFTER_S } from '$lib/server/core/store/outage.ts';
import { within } from '$lib/server/core/within.ts';
import type { RequestHandler } from './$types';

/** How long the store is waited for, milliseconds: who asks whether we are ready has little patience. */
const PATIENCE_MS = 2_000;

/** `GET /readyz`: whether reports are taken and pages show the newest position; 503 while not. */
export const GET: RequestHandler = async () => {
  const { ready, publisher, store } = currentRuntime();
  const head = await within(PATIENCE_MS, store.head());
  const takes = await within(PATIENCE_MS, store.takesIn());
  const body = { ready: ready && head !== null && takes === true, position: publisher.fold.position, head };
  const headers = {
    'cache-control': 'no-store',
    ...(body.ready ? {} : { 'retry-after': String(RETRY_AFTER_S) })
  };
  return Response.json(body, { status: body.ready ? 200 : 503, headers });
};
