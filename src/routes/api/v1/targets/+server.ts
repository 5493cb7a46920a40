import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { giveTargets } from '$lib/server/features/targets/giving.ts';

export const POST = serve(api.giveTargets, giveTargets);
