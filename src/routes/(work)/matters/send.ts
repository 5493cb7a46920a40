import { askServer } from '../../faces/ask-server.ts';
import type { Language } from '$lib/i18n/language.ts';

/** What became of something that was sent: the answer, or why not, in the reader's language (null: no connection). */
export type Sent<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly why: string | null };

interface Problem {
  readonly title?: string;
  readonly faults?: readonly { readonly message: Readonly<Record<Language, string>> }[];
}

/** Sends something to the API as JSON. */
export async function send<T>(href: string, body: object, language: Language): Promise<Sent<T>> {
  let response: Response;
  try {
    response = await askServer(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
  } catch {
    return { ok: false, why: null };
  }
  if (response.ok) return { ok: true, answer: (await response.json()) as T };
  const problem = (await response.json().catch(() => ({}))) as Problem;
  return {
    ok: false,
    why: problem.faults?.[0]?.message[language] ?? problem.title ?? String(response.status)
  };
}
