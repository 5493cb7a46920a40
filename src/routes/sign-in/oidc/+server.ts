import { redirect, type RequestHandler } from '@sveltejs/kit';
import { ownPath, passOn } from '$lib/server/core/auth/set-cookies.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { isUnavailable } from '$lib/server/core/store/outage.ts';

/** Sends somebody to the provider of the settings: a link, for a form may not lead to another site (`form-action`). */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const { auth, log } = currentRuntime();
  const next = ownPath(url.searchParams.get('next')) ?? '/explore';
  if (!auth.provider) redirect(303, '/sign-in');
  const way = await auth.signIn.towardsProvider(next).catch((error: unknown) => {
    if (isUnavailable(error)) throw error;
    log.error({ err: error }, 'the provider could not be reached');
    return null;
  });
  if (!way) redirect(303, '/sign-in?failed=oidc');
  passOn(cookies, way.cookies);
  redirect(303, way.url);
};
