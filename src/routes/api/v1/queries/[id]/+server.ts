import * as api from '$lib/api/queries.ts';
import { serve } from '$lib/server/http/serve.ts';
import { deleteQuery } from '$lib/server/features/workbench/saved-queries.ts';

export const DELETE = serve(api.deleteQuery, deleteQuery);
