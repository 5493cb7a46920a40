import { resetCard, revokeCard } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(resetCard, verbs.resetCard);
export const DELETE = serve(revokeCard, verbs.revokeCard);
