import { storeUpload } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { commit } from '$lib/server/features/workbooks/verbs.ts';

export const POST = serve(storeUpload, commit);
