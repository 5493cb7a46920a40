import * as api from '$lib/api/lookup.ts';
import { serve } from '$lib/server/http/serve.ts';
import { search } from '$lib/server/features/register/search.ts';

export const GET = serve(api.search, search);
