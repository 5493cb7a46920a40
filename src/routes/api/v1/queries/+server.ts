import * as api from '$lib/api/queries.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readQueries, saveQuery } from '$lib/server/features/workbench/saved-queries.ts';

export const GET = serve(api.readQueries, readQueries);
export const POST = serve(api.saveQuery, saveQuery);
