import { redirect, type RequestHandler } from '@sveltejs/kit';
import { hashOf } from '$lib/server/core/auth/passwords.ts';
import { keepScreen } from '$lib/server/core/auth/screen-cookie.ts';
import { screenVisit } from '$lib/server/core/auth/screens.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';

/** Opens a screen's link: the screen keeps it as a cookie and goes to the wall, which knows the rest by it. */
export const GET: RequestHandler = async ({ params, cookies, url }) => {
  const { store, clock } = currentRuntime();
  const token = params['token'] ?? '';
  const screen = await store.screens.byHash(hashOf(token));
  const visit = screenVisit(screen, clock());
  if (!screen || visit.holder === null)
    return problemAnswer(404, {
      detail: 'Đường dẫn đã hết hạn hoặc bị thu hồi / the link has expired or was revoked'
    });
  keepScreen(cookies, url, { token, expiresAt: screen.expiresAt }, clock());
  redirect(303, '/wall');
};
