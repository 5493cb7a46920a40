import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { targetHistory } from '$lib/server/features/targets/reading.ts';

export const GET = serve(api.targetHistory, targetHistory);
