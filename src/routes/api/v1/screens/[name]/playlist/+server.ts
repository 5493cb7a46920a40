import type { RequestHandler } from '@sveltejs/kit';
import { faultAnswer, readCall } from '$lib/server/auth/desk-answers.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { faultsAnswer } from '$lib/server/wall/playlist-answers.ts';
import { screenPlaylistShape } from '$lib/server/wall/playlist-shape.ts';
import { showOnScreen } from '$lib/server/wall/playlists.ts';

/** Gives a screen another playlist, or none. */
export const PUT: RequestHandler = async ({ params, request, locals }) => {
  const runtime = currentRuntime();
  const name = params['name'] ?? '';
  const call = await readCall(request, screenPlaylistShape);
  if (call instanceof Response) return call;
  if (!(await runtime.auth.screenDesk.changeable(locals.principal, name))) return faultAnswer('notFound');
  const outcome = await showOnScreen(runtime, locals.principal, name, call.playlist);
  if (outcome === null) return Response.json({ done: true });
  return outcome === 404 ? problemAnswer(404) : faultsAnswer(outcome.faults);
};
