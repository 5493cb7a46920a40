import { dropUpload, readUpload } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { drop, uploadNow } from '$lib/server/features/workbooks/verbs.ts';

export const GET = serve(readUpload, uploadNow);
export const DELETE = serve(dropUpload, drop);
