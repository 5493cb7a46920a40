import { createPlaylist, listPlaylists } from '$lib/api/playlists.ts';
import { serve } from '$lib/server/http/serve.ts';
import { makePlaylist, playlistsOf } from '$lib/server/features/wall/playlists.ts';

export const GET = serve(listPlaylists, playlistsOf);
export const POST = serve(createPlaylist, makePlaylist);
