import { showOnScreen } from '$lib/api/identity.ts';
import { serve } from '$lib/server/http/serve.ts';
import { putOnScreen } from '$lib/server/features/wall/screen-verbs.ts';

export const PUT = serve(showOnScreen, putOnScreen);
