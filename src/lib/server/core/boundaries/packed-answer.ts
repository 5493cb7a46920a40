import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip, zstdCompress } from 'node:zlib';

/** How an answer can be packed for the way, best first. */
const PACKINGS = ['br', 'zstd', 'gzip', 'identity'] as const;
export type Packing = (typeof PACKINGS)[number];

const brotli = promisify(brotliCompress);
const zstd = promisify(zstdCompress);
const gz = promisify(gzip);

/** A JSON answer that never changes, packed once for each way in which somebody wanted it. */
export class PackedAnswer {
  /** First 32 hexadecimal digits of the SHA-256 of the JSON. */
  readonly hash: string;
  readonly #json: Buffer;
  readonly #packed = new Map<Packing, Promise<Buffer>>();

  constructor(value: unknown) {
    this.#json = Buffer.from(JSON.stringify(value));
    this.hash = createHash('sha256').update(this.#json).digest('hex').slice(0, 32);
  }

  /** Size of the JSON, bytes. */
  get size(): number {
    return this.#json.length;
  }

  /**
   * The answer to a request: packed as it allows, 304 where it has it already. Kept for ever where the address carries
   * the hash, else asked for anew each time; by no cache but the asker's own unless it is for everybody.
   */
  async respond(
    request: Request,
    hashAsked: string | null,
    headers: Readonly<Record<string, string>> = {},
    isForAll = true
  ): Promise<Response> {
    const packing = packingFor(request.headers.get('accept-encoding'));
    const etag = `"${this.hash}-${packing}"`;
    const whose = isForAll ? 'public' : 'private';
    const all = {
      ...headers,
      etag,
      vary: isForAll ? 'accept-encoding' : 'accept-encoding, authorization, cookie',
      'cache-control':
        hashAsked === this.hash ? `${whose}, max-age=31536000, immutable` : `${whose}, no-cache`
    };
    const known = (request.headers.get('if-none-match') ?? '')
      .split(/\s*,\s*/)
      .map((tag) => tag.replace(/^W\//, ''));
    if (known.includes(etag)) return new Response(null, { status: 304, headers: all });
    const body = await this.bytes(packing);
    return new Response(new Uint8Array(body), {
      headers: {
        ...all,
        'content-type': 'application/json',
        'content-length': String(body.length),
        ...(packing === 'identity' ? {} : { 'content-encoding': packing })
      }
    });
  }

  /** The JSON, packed. */
  bytes(packing: Packing): Promise<Buffer> {
    let packed = this.#packed.get(packing);
    if (!packed) this.#packed.set(packing, (packed = pack(this.#json, packing)));
    return packed;
  }
}

/** The best packing that an `Accept-Encoding` header allows; `q=0` forbids one. */
function packingFor(accepted: string | null): Packing {
  const allowed = new Set<string>();
  for (const part of (accepted ?? '').split(',')) {
    const [name = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) allowed.add(name);
  }
  return PACKINGS.find((packing) => allowed.has(packing)) ?? 'identity';
}

function pack(json: Buffer, packing: Packing): Promise<Buffer> {
  switch (packing) {
    case 'br':
      return brotli(json, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: json.length }
      });
    case 'zstd':
      return zstd(json, { params: { [constants.ZSTD_c_compressionLevel]: 9 } });
    case 'gzip':
      return gz(json, { level: 6 });
    case 'identity':
      return Promise.resolve(json);
  }
}
