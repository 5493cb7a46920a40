import type { Cookies } from '@sveltejs/kit';
import { SCREEN_COOKIE } from './visit.ts';

/** Lets a browser keep what opens a screen, until the screen ends (milliseconds UTC). */
export function keepScreen(
  cookies: Cookies,
  url: URL,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: number },
  now: number
): void {
  cookies.set(SCREEN_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: Math.max(1, Math.floor((expiresAt - now) / 1000)),
    encode: (value) => value
  });
}
