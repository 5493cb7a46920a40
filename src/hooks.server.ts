import { randomUUID } from 'node:crypto';
import { error, redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { PUBLIC } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { LANGUAGES, parseLanguage } from '$lib/i18n/language.ts';
import { doorOf, mayEnter } from '$lib/server/auth/doors.ts';
import { currentRuntime, currentRuntimeOrNull, NotRunning } from '$lib/server/current-runtime.ts';
import { problemAnswer } from '$lib/server/ingest/problem.ts';

/** What every answer says to the browser besides the content policy, which the kit writes. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin'
} as const;

/** Language and theme come from cookies, so that the first HTML is already right. */
export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals } = event;
  locals.requestId = randomUUID();
  locals.language = parseLanguage(cookies.get('language')) ?? LANGUAGES[0];
  const theme = cookies.get('theme');
  locals.theme = theme === 'light' || theme === 'dark' ? theme : null;
  const refused = await atTheDoor(event);
  if (refused) return refused;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', locals.language)
        .replace('%theme%', locals.theme ? `data-theme="${locals.theme}"` : ''),
    preload: ({ type, path }) =>
      type === 'css' || type === 'js' || (type === 'font' && /-(?:400|600)-/.test(path))
  });
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', locals.requestId);
  return response;
};

/** Says who asks and lets them through the route's door, or answers why not. Where there is no route, the page says so. */
async function atTheDoor(event: RequestEvent): Promise<Response | null> {
  const { request, locals, route, url } = event;
  const runtime = currentRuntimeOrNull();
  locals.principal = runtime
    ? await runtime.identity.principalOf({
        header: (name) => request.headers.get(name),
        address: event.getClientAddress()
      })
    : PUBLIC;
  if (route.id === null) return null;
  const door = doorOf(route.id, request.method);
  if (!door) return problemAnswer(403);
  if (mayEnter(door, locals.principal, dayAt(runtime?.clock() ?? Date.now()))) return null;
  if (locals.principal.kind !== 'public') return isApi(url) ? problemAnswer(403) : error(403);
  if (isApi(url)) return problemAnswer(401, { headers: { 'www-authenticate': 'Bearer realm="mangluoi"' } });
  redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
}

function isApi(url: URL): boolean {
  return url.pathname.startsWith('/api/');
}

/** A fault goes to the log with its request's number; the page shows the number and nothing of the fault. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  const { requestId } = event.locals;
  if (status >= 500) {
    const about = { requestId, path: event.url.pathname, err: error };
    if (error instanceof NotRunning) console.error(error.message, about.path);
    else currentRuntime().log.error(about, 'request failed');
  }
  return { message, requestId };
};
