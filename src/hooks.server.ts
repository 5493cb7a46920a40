import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { LANGUAGES, parseLanguage } from '$lib/i18n/language.ts';
import { currentRuntime, NotRunning } from '$lib/server/current-runtime.ts';

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
