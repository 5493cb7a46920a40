import { endScreenCode, makeScreenCode } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(makeScreenCode, verbs.makeScreenCode);
export const DELETE = serve(endScreenCode, verbs.endScreenCode);
