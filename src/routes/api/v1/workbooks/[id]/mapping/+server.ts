import { nameColumns } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { map } from '$lib/server/features/workbooks/verbs.ts';

export const POST = serve(nameColumns, map);
