import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { RequestHandler } from './$types';

/** How the feed from the log to the viewers is: counts and kinds of faults, no words and no names. */
export const GET: RequestHandler = async () =>
  Response.json(await currentRuntime().health(), { headers: { 'cache-control': 'no-store' } });
