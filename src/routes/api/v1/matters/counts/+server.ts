import { countDifficulties } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { mattersCounts } from '$lib/server/features/matters/counts.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';

export const GET = serve(
  countDifficulties,
  withDesk(deskFor, (desk, { query }) => mattersCounts(desk, query.unit))
);
