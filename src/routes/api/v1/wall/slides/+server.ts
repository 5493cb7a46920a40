import { readWall } from '$lib/api/playlists.ts';
import { serve } from '$lib/server/http/serve.ts';
import { wallFor } from '../../../../wall/own-place.server.ts';

export const GET = serve(readWall, ({ runtime, principal }, { query }) =>
  wallFor(runtime, principal, query.list ?? null)
);
