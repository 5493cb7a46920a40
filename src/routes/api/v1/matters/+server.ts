import { listDifficulties, openDifficulty } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { inboxOf } from '$lib/server/features/matters/inbox.ts';
import { openMatter } from '$lib/server/features/matters/steps.ts';

export const GET = serve(
  listDifficulties,
  withDesk(deskFor, (desk, { query }) => inboxOf(desk, query))
);
export const POST = serve(openDifficulty, withDesk(deskFor, openMatter));
