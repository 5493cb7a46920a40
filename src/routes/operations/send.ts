import { askServer } from '$lib/client/ask-server.ts';
import type { Words } from '$lib/domain/indicator.ts';

/** What became of a call: the answer, or why not (null: no connection). */
export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly status: number; readonly why: Words | null };

interface Problem {
  readonly faults?: readonly { readonly message: Words }[];
}

/** Asks the API, or sends something to it as JSON. @throws where it was aborted */
export async function call<T>(
  method: 'GET' | 'POST' | 'DELETE',
  href: string,
  body?: object,
  signal?: AbortSignal
): Promise<Answered<T>> {
  let response: Response;
  try {
    response = await askServer(href, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {})
    });
    if (response.ok) return { ok: true, answer: (await response.json()) as T };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { ok: false, status: 0, why: null };
  }
  const problem = (await response.json().catch(() => ({}))) as Problem;
  return { ok: false, status: response.status, why: problem.faults?.[0]?.message ?? null };
}
