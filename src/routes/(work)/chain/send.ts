import { askServer } from '$lib/client/ask-server.ts';
import type { Language } from '$lib/i18n/language.ts';

/** What became of a call: what it answered, or why not, in words; null words where the server was not reached. */
export type Sent<T> =
  { readonly ok: true; readonly answer: T } | { readonly ok: false; readonly why: string | null };

interface Problem {
  readonly title?: string;
  readonly faults?: readonly { readonly message: Readonly<Record<Language, string>> }[];
}

/** Sends JSON to a route of ours. */
export async function send<T = unknown>(
  method: 'POST' | 'DELETE',
  path: string,
  body: unknown,
  language: Language
): Promise<Sent<T>> {
  try {
    const got = await askServer(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    const text = await got.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    if (got.ok) return { ok: true, answer: json as T };
    const { title = String(got.status), faults = [] } = (json ?? {}) as Problem;
    const words = faults.map(({ message }) => message[language]).join(' ');
    return { ok: false, why: words || title };
  } catch {
    return { ok: false, why: null };
  }
}

/** Units by name, in what the reader may read. */
export async function searchUnits(text: string, signal: AbortSignal) {
  const got = await askServer(`/api/v1/register/search?q=${encodeURIComponent(text)}&past=1`, { signal });
  if (!got.ok) throw new Error(String(got.status));
  const { units } = (await got.json()) as {
    units: { readonly key: string; readonly name: string; readonly within: string }[];
  };
  return units;
}
