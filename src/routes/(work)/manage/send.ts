import { askServer } from '$lib/client/ask-server.ts';
import type { Language } from '$lib/i18n/language.ts';

/** What became of a call: its answer, or why nothing was done. Status 0: nobody could be reached. */
export type Sent<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly status: number; readonly why: string };

/** Sends a call of administration; `why` is in the language of the page. */
export async function send<Answer = unknown>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  language: Language
): Promise<Sent<Answer>> {
  try {
    const init: RequestInit = { method, headers: { 'content-type': 'application/json' } };
    if (method !== 'DELETE') init.body = JSON.stringify(body ?? {});
    const answer = await askServer(path, init);
    const json = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
    if (answer.ok) return { ok: true, answer: json as Answer };
    return { ok: false, status: answer.status, why: half(json.detail ?? json.title ?? '', language) };
  } catch {
    return { ok: false, status: 0, why: '' };
  }
}

/** Of a text in both languages, `vi / en`, the half that is wanted. */
function half(text: string, language: Language): string {
  const [vi = text, ...en] = text.split(' / ');
  return language === 'vi' ? vi : en.join(' / ') || vi;
}
