import { testAlert } from '$lib/api/alerts.ts';
import { runTest } from '$lib/server/features/alerts/run-test.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(testAlert, runTest);
