import { randomUUID } from 'node:crypto';
import {
  error,
  type Handle,
  type HandleServerError,
  type RequestEvent,
  type ServerInit
} from '@sveltejs/kit';
import { PUBLIC } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { LANGUAGES, parseLanguage, type Language } from '$lib/i18n/language.ts';
import { errorTexts } from '$lib/i18n/messages/errors.ts';
import { identityTexts } from '$lib/i18n/messages/identity.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import { neighbourhoodOf } from '$lib/server/core/auth/address.ts';
import { doorOf, mayEnter } from '$lib/server/http/doors.ts';
import { letFrame } from '$lib/server/core/auth/framing.ts';
import { isAsOpened, nameOfOpener } from '$lib/server/core/auth/opened-as.ts';
import { isFromOurselves } from '$lib/server/core/auth/same-origin.ts';
import { bearerOf, STRANGER, type Credentials } from '$lib/server/core/auth/visit.ts';
import { currentRuntime, currentRuntimeOrNull, NotRunning } from '$lib/server/context/current-runtime.ts';
import { firstVisit } from '$lib/server/first-visit.ts';
import { problemAnswer } from '$lib/server/http/problem.ts';
import { outageAnswer, refusalAnswer, tooMuchAnswer } from '$lib/server/http/refusal.ts';
import { strangeNames } from '$lib/server/http/query-names.ts';
import { isUnavailable } from '$lib/server/core/store/outage.ts';
import { withFirstMap } from './routes/explore/first-page.server.ts';
import { warmPages } from '$lib/server/warm-pages.ts';
import { warmPublicPage } from './routes/cong-khai/shown.server.ts';

/** What every answer says to the browser besides the content policy, which the kit writes. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin'
} as const;
/** Two years: once asked by https, never again without. */
const ONLY_HTTPS = 'max-age=63072000; includeSubDomains';
/** Methods that change nothing. */
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Bytes of a form of a page: names, passwords, a next page. */
const MOST_FORM_BYTES = 64 * 1024;
/** What is open to everybody and reads no figures. */
const COSTS_NOTHING = new Set([
  ...['/healthz', '/readyz', '/metrics', '/sign-in', '/sign-in/card', '/sign-in/oidc'],
  ...['/api/auth/callback/oidc', '/sign-out', '/screen/[token]', '/tv', '/report'],
  ...['/(work)/huong-dan', '/api/v1/openapi.json']
]);
/** Where somebody may be whose password must be changed first. */
const BEFORE_CHANGE = new Set(['/(work)/account', '/sign-in', '/sign-out', '/healthz', '/readyz']);

/** What the first visitors need is made behind the start. */
export const init: ServerInit = () => {
  const runtime = currentRuntimeOrNull();
  if (runtime)
    warmPages(runtime)
      .then(() => warmPublicPage(runtime))
      .then(() => firstVisit(runtime))
      .catch((fault: unknown) => runtime.log.warn(fault, 'could not warm the pages up'));
};

/** Language and theme come from cookies, so that the first HTML is already right. */
export const handle: Handle = async ({ event, resolve }) => {
  const { cookies, locals } = event;
  locals.requestId = randomUUID();
  locals.language = parseLanguage(cookies.get('language')) ?? LANGUAGES[0];
  const theme = cookies.get('theme');
  locals.theme = theme === 'light' || theme === 'dark' ? theme : null;
  try {
    const refused = await atTheDoor(event);
    if (refused) return dressed(refused, event);
  } catch (fault) {
    if (!isUnavailable(fault)) throw fault;
    return dressed(outageAnswer(event), event);
  }
  const later: string[] = [];
  const answer = () =>
    resolve(event, {
      transformPageChunk: ({ html }) => {
        // All of it stands in the first tag; what comes behind is a megabyte on some pages and is not searched through.
        const end = html.indexOf('<head>');
        const start = html
          .slice(0, Math.max(0, end))
          .replace('%lang%', locals.language)
          .replace('%opened%', nameOfOpener(locals.principal))
          .replace('%theme%', locals.theme ? `data-theme="${locals.theme}"` : '');
        return start + withFirstMap(html.slice(Math.max(0, end)), locals.firstMap, later);
      },
      preload: ({ type, path }) => {
        if (type === 'font') return /be-vietnam-pro-.*-(?:400|600)-/.test(path);
        // A page that comes with its picture asks for its scripts once that is painted.
        const isLater = type === 'js' && locals.firstMap !== undefined;
        if (isLater) later.push(path);
        return !isLater;
      }
    });
  const costs = currentRuntimeOrNull()?.costs;
  const caller = locals.principal.kind === 'public' ? neighbourhoodOf(event.getClientAddress()) : null;
  const response = costs && caller !== null ? await costs.serve(caller, answer) : await answer();
  return dressed(locals.outage ? outageAnswer(event, response) : response, event);
};

/** An answer with what every answer says. */
function dressed(response: Response, { url, locals, route }: RequestEvent): Response {
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  letFrame(response.headers, route.id, currentRuntimeOrNull()?.embedOrigins ?? []);
  if (url.protocol === 'https:') response.headers.set('strict-transport-security', ONLY_HTTPS);
  if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', locals.requestId);
  return response;
}

/** Says who asks and lets them through the route's door, or answers why not. Where there is no route, the page says so. */
async function atTheDoor(event: RequestEvent): Promise<Response | null> {
  const { request, locals, route, url } = event;
  const runtime = currentRuntimeOrNull();
  locals.visit = STRANGER;
  locals.principal = PUBLIC;
  const credentials: Credentials = {
    header: (name) => request.headers.get(name),
    address: event.getClientAddress()
  };
  if (isForged(credentials, request.method, runtime?.origin ?? null)) return problemAnswer(403);
  if (!READING.has(request.method) && !isApi(url) && !isSmall(request)) return problemAnswer(413);
  // The monitor's token is nobody's key.
  const isAsked = runtime !== null && route.id !== '/metrics';
  const visit = isAsked ? await runtime.identity.admit(credentials) : STRANGER;
  if ('refused' in visit) return refusalAnswer(visit);
  locals.visit = visit;
  locals.principal = visit.principal;
  if (!READING.has(request.method) && !isAsOpened(saidOpener(event), visit.principal))
    return isApi(url) ? otherAccountAnswer() : error(412, otherAccountWords(locals.language));
  if (route.id === null) return null;
  const door = doorOf(route.id, request.method);
  if (!door) return problemAnswer(403);
  if (visit.mustChange && !BEFORE_CHANGE.has(route.id)) {
    if (isApi(url))
      return problemAnswer(403, { detail: 'Cần đổi mật khẩu trước / Change your password first' });
    return seeOther('/account');
  }
  if (mayEnter(door, locals.principal, dayAt(runtime?.clock() ?? Date.now()))) {
    const strange = strangeNames(route.id, request.method, url.searchParams);
    if (strange) return problemAnswer(400, { detail: `${strange.vi} / ${strange.en}` });
    const isCharged = locals.principal.kind === 'public' && !COSTS_NOTHING.has(route.id);
    const after = (isCharged && runtime?.costs.wait(neighbourhoodOf(credentials.address))) || null;
    return after === null ? null : tooMuchAnswer(event, after);
  }
  if (locals.principal.kind !== 'public')
    return isApi(url)
      ? problemAnswer(403)
      : error(403, speechOf(errorTexts, locals.language).t('explain403'));
  if (isApi(url)) return problemAnswer(401, { headers: { 'www-authenticate': 'Bearer realm="mangluoi"' } });
  return seeOther(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
}

/** As whom the page that asks was opened, as it says itself; null where it does not. A form says it in its address. */
function saidOpener({ request, url }: RequestEvent): string | null {
  const inAddress = url.searchParams.get('filed-as');
  return request.headers.get('x-filed-as') ?? (inAddress === null ? null : encodeURIComponent(inAddress));
}

/**
 * Whether another site may have sent a change in somebody's name. A bearer key is in no browser's keeping; all else
 * that changes something must come from our own pages, and where a cookie says who asks it must prove it.
 */
function isForged(credentials: Credentials, method: string, ours: string | null): boolean {
  if (READING.has(method) || bearerOf(credentials) !== null) return false;
  const { header } = credentials;
  const sender = { origin: header('origin'), host: header('host'), site: header('sec-fetch-site') };
  const isOurs = isFromOurselves(sender, ours);
  return isOurs === null ? header('cookie') !== null : !isOurs;
}

/** Whether a form is one of ours by its size: the kit would hold the whole of it, whoever sends it. */
function isSmall({ headers }: Request): boolean {
  const length = headers.get('content-length');
  return length === null ? headers.get('transfer-encoding') === null : Number(length) <= MOST_FORM_BYTES;
}

/** What is said where another account has signed in since the page was opened. */
function otherAccountWords(language: Language): string {
  return speechOf(identityTexts, language).t('otherWords');
}

function otherAccountAnswer(): Response {
  const message = { vi: otherAccountWords('vi'), en: otherAccountWords('en') };
  const faults = [{ path: '', code: 'otherAccount', message }];
  return problemAnswer(412, { detail: `${message.vi} / ${message.en}`, code: 'otherAccount', faults });
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

function isApi(url: URL): boolean {
  return url.pathname.startsWith('/api/');
}

/** A fault goes to the log with its request's number; the page shows the number and nothing of the fault. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
  const { requestId } = event.locals;
  if (isUnavailable(error)) {
    // That the store is out of reach was said once already; each request would say it again.
    event.locals.outage = true;
    return { message, requestId, outage: true };
  }
  if (status >= 500) {
    const about = { requestId, path: event.url.pathname, err: error };
    if (error instanceof NotRunning) console.error(error.message, about.path);
    else currentRuntime().log.error(about, 'request failed');
  }
  return { message, requestId };
};
