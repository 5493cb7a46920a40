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

/** How deep arrays and objects may lie within each other: nothing that is taken here needs a tenth of it. */
export const MOST_DEPTH = 64;

/** A body as JSON; `undefined` where it is none, or nested deeper than `MOST_DEPTH`. */
export function parseJson(bytes: Uint8Array): unknown {
  // What is nested very deeply keeps the parser, and whatever walks over its result, busy for seconds.
  if (isTooDeep(bytes)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

const [QUOTE, BACKSLASH, ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [34, 92, 91, 93, 123, 125];

/** Whether brackets outside of texts are ever open deeper than may be; reads no further than that. */
export function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if (byte === ARRAY || byte === OBJECT) {
      if (++depth > MOST_DEPTH) return true;
    } else if (byte === ARRAY_END || byte === OBJECT_END) depth--;
  }
  return false;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}
