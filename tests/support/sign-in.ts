import type { BrowserContext } from 'playwright-core';

/** Login names and passwords of the demo, as its sign-in page prints them. */
export const DEMO = {
  administrator: ['quantri', 'minh-hoa-2025'],
  programme: ['so-dn', 'minh-hoa-2025'],
  provinceHead: ['lanhdao-dn', 'minh-hoa-2025'],
  headHaiChau: ['lanhdao-haichau', 'minh-hoa-2025'],
  clerkHaiChau: ['chuyenvien-haichau', 'minh-hoa-2025'],
  headBaNa: ['lanhdao-bana', 'minh-hoa-2025'],
  clerkBaNa: ['chuyenvien-bana', 'minh-hoa-2025'],
  groupHaiChau1: ['cns-20242.01', '11223344'],
  groupHaiChau2: ['cns-20242.02', '22334455'],
  groupBaNa1: ['cns-20308.01', '33445566'],
  groupBaNa2: ['cns-20308.02', '44556677'],
  deputyBaNa1: ['cns-20308.01.2', '55667788'],
  police: ['congan-haichau', 'minh-hoa-2025'],
  viewer: ['xem', 'minh-hoa-2025']
} as const satisfies Readonly<Record<string, readonly [login: string, password: string]>>;

/** Signs somebody in through the real page's form; answers the `Cookie` header of the session. */
export async function signIn(url: string, [login, password]: readonly [string, string]): Promise<string> {
  const answer = await trySignIn(url, [login, password]);
  if (answer.status !== 303) throw new Error(`${login} was not signed in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Sends the form of the sign-in page, whatever comes of it. */
export function trySignIn(
  url: string,
  [login, password]: readonly [string, string],
  next = ''
): Promise<Response> {
  return fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, accept: 'text/html' },
    body: new URLSearchParams({ login, password, next })
  });
}

/** Signs somebody in and gives a browser their session. */
export async function signInContext(
  context: BrowserContext,
  url: string,
  who: readonly [string, string]
): Promise<void> {
  const cookies = (await signIn(url, who)).split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      url,
      httpOnly: true,
      sameSite: 'Lax' as const
    };
  });
  await context.addCookies(cookies);
}
