import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { previewTargets } from '$lib/server/features/targets/giving.ts';

export const POST = serve(api.previewTargets, previewTargets);
