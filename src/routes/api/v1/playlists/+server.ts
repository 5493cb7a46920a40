import type { RequestHandler } from '@sveltejs/kit';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { keptAnswer } from '$lib/server/wall/playlist-answers.ts';
import { playlistShape } from '$lib/server/wall/playlist-shape.ts';
import { makePlaylist, playlistsOf } from '$lib/server/wall/playlists.ts';

/** The playlists that one arranges. */
export const GET: RequestHandler = async ({ locals }) => {
  const playlists = await playlistsOf(currentRuntime(), locals.principal);
  return Response.json({ playlists }, { headers: { 'cache-control': 'no-store' } });
};

/** Makes a playlist. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const draft = await asked(request, playlistShape);
  if (draft instanceof Response) return draft;
  return keptAnswer(await makePlaylist(currentRuntime(), locals.principal, draft), 201);
};
