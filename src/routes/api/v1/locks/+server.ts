import * as api from '$lib/api/review.ts';
import { serve } from '$lib/server/http/serve.ts';
import { lockPeriod } from '$lib/server/features/review/lock.ts';

export const POST = serve(api.lockPeriod, lockPeriod);
