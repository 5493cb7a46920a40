import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { keepPublicPage, publicPageShape } from '$lib/server/public-page/setting.ts';
import type { RequestHandler } from './$types';

/** Keeps what the public page shows. */
export const PUT: RequestHandler = async ({ request, locals }) => {
  const page = await asked(request, publicPageShape);
  return page instanceof Response ? page : keepPublicPage(currentRuntime(), locals.principal, page);
};
