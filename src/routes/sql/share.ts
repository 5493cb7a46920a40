/** Characters from which a query is packed in an address. */
const LONG = 240;
/** Characters of a query that an address may bring. */
const MOST = 20_000;

/** A query as an address carries it behind `#`: `q=…` as it is, `z=…` packed where it is long. */
export async function toHash(sql: string): Promise<string> {
  const plain = `q=${encodeURIComponent(sql)}`;
  if (plain.length <= LONG) return plain;
  const packed = await piped(new TextEncoder().encode(sql), new CompressionStream('deflate-raw'));
  return `z=${toBase64Url(packed)}`;
}

/** The query that an address carries; null where it carries none or what cannot be read. */
export async function fromHash(hash: string): Promise<string | null> {
  const text = hash.replace(/^#/, '');
  try {
    if (text.startsWith('q=')) return decodeURIComponent(text.slice(2)).slice(0, MOST);
    if (!text.startsWith('z=')) return null;
    const bytes = await piped(fromBase64Url(text.slice(2)), new DecompressionStream('deflate-raw'), MOST * 4);
    return new TextDecoder().decode(bytes).slice(0, MOST);
  } catch {
    return null;
  }
}

/** Bytes through a stream, at most `most` of them: what is packed may unpack to anything. */
async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  through: ReadableWritablePair<Uint8Array, BufferSource>,
  most = Infinity
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    length += read.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('too long');
    }
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0)
  );
}
