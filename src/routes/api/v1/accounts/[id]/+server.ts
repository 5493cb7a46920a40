import { readAccount, setAccountDisabled } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(readAccount, verbs.readAccount);
export const PATCH = serve(setAccountDisabled, verbs.setAccountDisabled);
