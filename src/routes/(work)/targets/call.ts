import { askServer } from '$lib/client/ask-server.ts';
import type { TargetFault } from '$lib/wire/targets.ts';

/** What became of a call: the answer, why it was refused, or nobody answered. */
export type CallOutcome<T> =
  | { readonly ok: true; readonly answer: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly title: string;
      readonly faults: readonly TargetFault[];
    };

/** Sends JSON to the server and reads what it answers; status 0 where it could not be reached. */
export async function call<T>(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {}
): Promise<CallOutcome<T>> {
  try {
    const answer = await askServer(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body)
    });
    const json = (await answer.json().catch(() => ({}))) as { title?: string; faults?: TargetFault[] };
    if (answer.ok) return { ok: true, answer: json as T };
    return { ok: false, status: answer.status, title: json.title ?? '', faults: json.faults ?? [] };
  } catch {
    return { ok: false, status: 0, title: '', faults: [] };
  }
}
