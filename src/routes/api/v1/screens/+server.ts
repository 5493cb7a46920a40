import { createScreen, listScreens } from '$lib/api/identity.ts';
import * as verbs from '$lib/server/features/accounts/verbs.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(listScreens, verbs.listScreens);
export const POST = serve(createScreen, verbs.createScreen);
