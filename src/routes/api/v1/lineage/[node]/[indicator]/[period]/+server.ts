import * as api from '$lib/api/lookup.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { profileDesk } from '$lib/server/context/profile/desk.ts';
import { readLineage } from '$lib/server/features/profile/lineage.ts';

export const GET = serve(
  api.readLineage,
  withDesk(({ runtime, principal }) => profileDesk(runtime, principal), readLineage)
);
