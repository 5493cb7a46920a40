import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { wallSlides } from '$lib/server/wall/slides.ts';
import { ownPlace } from '../../../../wall/own-place.server.ts';

/** What a wall shows, in its order. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const now = runtime.clock();
  const { own } = await ownPlace(runtime, locals.principal, now);
  const answer = await wallSlides(runtime, locals.principal, url.searchParams.get('list'), own, now);
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};
