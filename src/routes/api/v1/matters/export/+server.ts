import { exportDifficulties } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { exportInbox } from '$lib/server/features/matters/csv.ts';

export const GET = serve(exportDifficulties, exportInbox);
