import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { RequestHandler } from './$types';

/** `GET /readyz`: whether reports are taken and pages show the newest position; 503 while not. */
export const GET: RequestHandler = async () => {
  const { ready, publisher, store } = currentRuntime();
  const head = await store.head().catch(() => null);
  const body = { ready: ready && head !== null, position: publisher.fold.position, head };
  return Response.json(body, { status: body.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
