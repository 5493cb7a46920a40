import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** A content coding that this server writes. */
export type Coding = 'zstd' | 'br' | 'gzip' | 'identity';

const zstd = promisify(zstdCompress);
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** The coding to answer in: the quickest that the client names in `Accept-Encoding` without `q=0`. */
export function chooseCoding(accept: string | null): Coding {
  const named = new Set<string>();
  for (const part of (accept ?? '').toLowerCase().split(',')) {
    const [name, ...parameters] = part.split(';').map((text) => text.trim());
    const refused = parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    if (name && !refused) named.add(name);
  }
  return (['zstd', 'br', 'gzip'] as const).find((coding) => named.has(coding)) ?? 'identity';
}

/** Compresses off the main thread, quickly rather than well: answers are made while somebody waits. */
export async function compress(
  bytes: Uint8Array<ArrayBuffer>,
  coding: Coding
): Promise<Uint8Array<ArrayBuffer>> {
  switch (coding) {
    case 'zstd':
      return zstd(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 2 } });
    case 'br':
      return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    case 'gzip':
      return gzipped(bytes, { level: 5 });
    case 'identity':
      return bytes;
  }
}
