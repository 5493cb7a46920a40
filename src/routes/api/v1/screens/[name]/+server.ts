import { renameScreen, revokeScreen } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const PATCH = serve(renameScreen, verbs.renameScreen);
export const DELETE = serve(revokeScreen, verbs.revokeScreen);
