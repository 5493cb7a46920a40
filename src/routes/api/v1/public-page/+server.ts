import { keepPublicPage } from '$lib/api/public-page.ts';
import { serve } from '$lib/server/http/serve.ts';
import { showPublicly } from '$lib/server/features/public-page/setting.ts';

export const PUT = serve(keepPublicPage, showPublicly);
