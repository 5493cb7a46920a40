import { changePlaylist, dropPlaylist } from '$lib/api/playlists.ts';
import { serve } from '$lib/server/http/serve.ts';
import { putPlaylist, removePlaylist } from '$lib/server/features/wall/playlists.ts';

export const PUT = serve(changePlaylist, putPlaylist);
export const DELETE = serve(dropPlaylist, removePlaylist);
