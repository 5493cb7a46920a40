import { readSamples } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { samplesOf } from '$lib/server/features/workbooks/verbs.ts';

export const GET = serve(readSamples, samplesOf);
