import * as api from '$lib/api/filing.ts';
import { readOwnFiling } from '$lib/server/features/filing/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(api.readOwnFiling, readOwnFiling);
