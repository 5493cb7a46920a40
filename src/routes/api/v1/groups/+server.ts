import * as api from '$lib/api/filing.ts';
import { readDueGroups } from '$lib/server/features/filing/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(api.readDueGroups, readDueGroups);
