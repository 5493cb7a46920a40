import { createAccount, listAccounts } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(listAccounts, verbs.listAccounts);
export const POST = serve(createAccount, verbs.createAccount);
