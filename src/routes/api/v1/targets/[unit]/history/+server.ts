import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { targetHistory } from '$lib/server/targets/reading.ts';

export const GET = serve(api.targetHistory, targetHistory);
