import type { RequestHandler } from './$types';

/** `GET /healthz`: the process answers. Says nothing of the store. */
export const GET: RequestHandler = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
