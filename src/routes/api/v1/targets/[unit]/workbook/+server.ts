import * as api from '$lib/api/targets.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readTargetTable } from '$lib/server/features/targets/read-table.ts';
import { downloadTargets } from '$lib/server/features/targets/reading.ts';

export const GET = serve(api.downloadTargets, downloadTargets);
export const POST = serve(api.readTargetTable, readTargetTable);
