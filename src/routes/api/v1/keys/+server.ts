import { createKey, listKeys } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(listKeys, verbs.listKeys);
export const POST = serve(createKey, verbs.createKey);
