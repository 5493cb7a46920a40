import type { RequestHandler } from '@sveltejs/kit';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';
import { keptAnswer } from '$lib/server/wall/playlist-answers.ts';
import { playlistShape } from '$lib/server/wall/playlist-shape.ts';
import { putPlaylist, removePlaylist } from '$lib/server/wall/playlists.ts';

/** Puts a playlist in the place of the one with this id. */
export const PUT: RequestHandler = async ({ params, request, locals }) => {
  const draft = await asked(request, playlistShape);
  if (draft instanceof Response) return draft;
  return keptAnswer(await putPlaylist(currentRuntime(), locals.principal, params['id'] ?? '', draft));
};

/** Takes a playlist away. */
export const DELETE: RequestHandler = async ({ params, locals }) => {
  const refused = await removePlaylist(currentRuntime(), locals.principal, params['id'] ?? '');
  return refused === null ? Response.json({ done: true }) : problemAnswer(refused);
};
