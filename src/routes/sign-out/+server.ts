import { redirect, type RequestHandler } from '@sveltejs/kit';
import { passOn } from '$lib/server/core/auth/set-cookies.ts';
import { SCREEN_COOKIE } from '$lib/server/core/auth/visit.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';

/** Ends the session, and a screen's with it. */
export const POST: RequestHandler = async ({ request, locals, cookies }) => {
  const { account } = locals.visit;
  if (account !== null) {
    passOn(cookies, await currentRuntime().auth.signIn.out(request.headers.get('cookie') ?? '', account));
  }
  if (cookies.get(SCREEN_COOKIE)) cookies.delete(SCREEN_COOKIE, { path: '/' });
  redirect(303, '/sign-in');
};
