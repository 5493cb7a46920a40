import { readDifficulty } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/matters/desk-for.ts';
import { matterOf } from '$lib/server/matters/inbox.ts';

export const GET = serve(
  readDifficulty,
  withDesk(deskFor, (desk, { params }) => matterOf(desk, params.id))
);
