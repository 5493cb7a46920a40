import * as api from '$lib/api/review.ts';
import { serve } from '$lib/server/http/serve.ts';
import { decide } from '$lib/server/features/review/decide.ts';

export const POST = serve(api.reviewReports, decide);
