import * as api from '$lib/api/audit.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readAudit } from '$lib/server/features/register/history-query.ts';

export const GET = serve(api.readAudit, readAudit);
