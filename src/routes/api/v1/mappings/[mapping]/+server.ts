import { dropMapping } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { forget } from '$lib/server/features/workbooks/verbs.ts';

export const DELETE = serve(dropMapping, forget);
