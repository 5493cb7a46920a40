import { chooseFigures, readConflicts } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { choose, conflictsOf } from '$lib/server/features/workbooks/verbs.ts';

export const GET = serve(readConflicts, conflictsOf);
export const POST = serve(chooseFigures, choose);
