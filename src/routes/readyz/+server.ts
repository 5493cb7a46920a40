import { currentRuntime } from '$lib/server/current-runtime.ts';
import { RETRY_AFTER_S } from '$lib/server/store/outage.ts';
import type { RequestHandler } from './$types';

/** How long the store is waited for, milliseconds: who asks whether we are ready has little patience. */
const PATIENCE_MS = 2_000;

/** `GET /readyz`: whether reports are taken and pages show the newest position; 503 while not. */
export const GET: RequestHandler = async () => {
  const { ready, publisher, store } = currentRuntime();
  const head = await soon(store.head().catch(() => null));
  const takes = await soon(store.takesIn());
  const body = { ready: ready && head !== null && takes === true, position: publisher.fold.position, head };
  const headers = {
    'cache-control': 'no-store',
    ...(body.ready ? {} : { 'retry-after': String(RETRY_AFTER_S) })
  };
  return Response.json(body, { status: body.ready ? 200 : 503, headers });
};

async function soon<T>(asked: Promise<T>): Promise<T | null> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => (late = setTimeout(() => resolve(null), PATIENCE_MS)));
  try {
    return await Promise.race([asked, patience]);
  } finally {
    clearTimeout(late);
  }
}
