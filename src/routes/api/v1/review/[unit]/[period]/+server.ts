import * as api from '$lib/api/review.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readQueue } from '$lib/server/features/review/verbs.ts';

export const GET = serve(api.readQueue, readQueue);
