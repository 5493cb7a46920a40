import * as api from '$lib/api/review.ts';
import { serve } from '$lib/server/http/serve.ts';
import { consolidate } from '$lib/server/features/review/consolidate.ts';
import { readConsolidation } from '$lib/server/features/review/verbs.ts';

export const GET = serve(api.readConsolidation, readConsolidation);
export const POST = serve(api.stepOnConsolidation, consolidate);
