import { listMappings, saveMapping } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { mappingsFor, keepMapping } from '$lib/server/features/workbooks/verbs.ts';

export const GET = serve(listMappings, mappingsFor);
export const POST = serve(saveMapping, keepMapping);
