import { readDifficulty } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { matterOf } from '$lib/server/features/matters/inbox.ts';

export const GET = serve(
  readDifficulty,
  withDesk(deskFor, (desk, { params }) => matterOf(desk, params.id))
);
