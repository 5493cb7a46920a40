import type { RequestEvent } from '@sveltejs/kit';
import type { TooMany } from '../core/auth/identity.ts';
import { RETRY_AFTER_S } from '../core/store/outage.ts';
import { problemAnswer } from './problem.ts';

const WORDS =
  'Máy chủ dữ liệu chưa trả lời, không có gì được lưu. Hãy thử lại sau ít giây. / The database does not answer, nothing was stored. Please try again in a few seconds.\n';

/** What a call hears that came too soon. */
export function refusalAnswer(refusal: TooMany): Response {
  return problemAnswer(429, { headers: { 'retry-after': String(refusal.after) } });
}

const TOO_MUCH =
  'Từ địa chỉ này đã xem quá nhiều số liệu trong ít phút qua. Hãy thử lại sau, hoặc đăng nhập. / Too much was asked for from this address in the last minutes. Please try again later, or sign in.\n';

/** What whoever has not signed in hears while more was made for their address than its share: after so many seconds it may ask again. */
export function tooMuchAnswer({ url }: Pick<RequestEvent, 'url'>, after: number): Response {
  const headers = { 'retry-after': String(after), 'cache-control': 'no-store' };
  if (url.pathname.startsWith('/api/')) return problemAnswer(429, { headers });
  return new Response(TOO_MUCH, { status: 429, headers });
}

/**
 * What is answered while the store cannot be reached: 503, and when to ask again. `page`: the page that says so, where
 * the pages could still make one.
 */
export function outageAnswer(
  { url, isDataRequest, locals }: Pick<RequestEvent, 'url' | 'isDataRequest' | 'locals'>,
  page?: Response
): Response {
  const headers = { 'retry-after': String(RETRY_AFTER_S), 'cache-control': 'no-store' };
  if (isDataRequest) {
    const said: App.Error = { message: 'unavailable', requestId: locals.requestId, outage: true };
    return Response.json(said, { status: 503, headers });
  }
  if (url.pathname.startsWith('/api/')) return problemAnswer(503, { headers });
  if (!page) return new Response(WORDS, { status: 503, headers });
  const answer = new Response(page.body, { status: 503, headers: page.headers });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}
