import { issueCard } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/auth/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(issueCard, verbs.issueCard);
