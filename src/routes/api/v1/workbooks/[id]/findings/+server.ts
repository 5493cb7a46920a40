import { readFindings } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { findingsOf } from '$lib/server/features/workbooks/verbs.ts';

export const GET = serve(readFindings, findingsOf);
