import { giveGrant, takeGrant } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(giveGrant, verbs.giveGrant);
export const DELETE = serve(takeGrant, verbs.takeGrant);
