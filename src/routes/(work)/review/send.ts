import { askServer } from '$lib/client/ask-server.ts';

/** What the server answered; null where it could not be reached. */
export interface Sent {
  readonly status: number;
  readonly body: unknown;
}

/** Posts JSON to an answer of the server. */
export async function send(path: string, body: unknown): Promise<Sent | null> {
  try {
    const answer = await askServer(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    });
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: isJson ? await answer.json() : null };
  } catch {
    return null;
  }
}
