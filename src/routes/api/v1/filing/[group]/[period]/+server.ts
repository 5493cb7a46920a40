import * as api from '$lib/api/filing.ts';
import { readFilingSheet } from '$lib/server/features/filing/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(api.readFilingSheet, readFilingSheet);
