import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readTargets } from '$lib/server/features/targets/reading.ts';

export const GET = serve(api.readTargets, readTargets);
