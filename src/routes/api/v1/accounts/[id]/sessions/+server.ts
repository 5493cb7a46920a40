import { endSessions, listSessions } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(listSessions, verbs.listSessions);
export const DELETE = serve(endSessions, verbs.endSessions);
