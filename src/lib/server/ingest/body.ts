/** What became of reading a body. */
export type Body = { readonly bytes: Uint8Array } | 'tooLarge';

/**
 * Reads a request's body as it streams in, and holds no more than `limit` bytes of it. What is over is read and
 * dropped, so that the caller hears the answer.
 */
export async function readBody(request: Request, limit: number): Promise<Body> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return 'tooLarge';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (error) {
    // The server under us has a limit of its own, somewhat above ours.
    if (size > limit || isTooLarge(error)) return 'tooLarge';
    throw error;
  }
  return size > limit ? 'tooLarge' : { bytes: Buffer.concat(chunks, size) };
}

/** A body as JSON; `undefined` where it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}
