import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FeatureBytes, type ReadFeature } from './feature-bytes.ts';

/** Why a whole file cannot be read. */
export type FileFault =
  | 'not-found'
  | 'too-large'
  | 'not-json'
  | 'not-features'
  | 'topojson'
  | 'other-format'
  | 'cut-off'
  | 'other-crs'
  | 'too-many-features'
  | 'too-many-points';

/** A file that is no GeoJSON collection of features as RFC 7946 has them. */
export class UnreadableFile extends Error {
  readonly fault: FileFault;
  constructor(fault: FileFault, cause?: unknown) {
    super(`boundary file: ${fault}`, { cause });
    this.name = 'UnreadableFile';
    this.fault = fault;
  }
}

/** The largest file that is read, bytes. */
export const LARGEST_FILE = 256 * 1024 * 1024;
/** The largest part of a file beside its features, bytes. */
const LARGEST_HEAD = 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * The features of a GeoJSON FeatureCollection one by one, without ever holding the whole file. `progress` hears how many
 * bytes were read, of how many.
 * @throws UnreadableFile; what was answered before it is thrown must not be used
 */
export async function* readFeatures(
  path: string,
  progress: (read: number, size: number) => void
): AsyncGenerator<ReadFeature> {
  const size = await readableSize(path);
  const splitter = new FeatureSplitter();
  let read = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    if (read === 0 && isOtherFormat(chunk)) throw new UnreadableFile('other-format');
    read += chunk.length;
    yield* splitter.take(chunk);
    progress(read, size);
  }
  splitter.end();
}

/** Shapefile, zip (of shapefiles), GeoPackage (SQLite), XML (KML, GML), RAR: by their first bytes. */
function isOtherFormat(bytes: Buffer): boolean {
  const first = bytes.subarray(0, 6).toString('latin1');
  return ['\0\0\x27\x0a', 'PK\x03\x04', 'SQLite', '<?xml', '<kml', 'Rar!'].some((start) =>
    first.startsWith(start)
  );
}

/** The size of a file that is not too large to be read, bytes. @throws UnreadableFile */
export async function readableSize(path: string): Promise<number> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new UnreadableFile('not-found', cause);
  });
  if (!found.isFile()) throw new UnreadableFile('not-found');
  if (found.size > LARGEST_FILE) throw new UnreadableFile('too-large');
  return found.size;
}

/** Cuts the elements out of the top-level `features` list of a JSON text that arrives in pieces. */
class FeatureSplitter {
  /** The text without its features, which must be JSON of its own. */
  readonly #head: number[] = [];
  #depth = 0;
  #inString = false;
  #escaped = false;
  #stringFrom = 0;
  /** The newest string of the top level: the key of what follows it. */
  #key = '';
  #inFeatures = false;
  #feature = new FeatureBytes();
  #inFeature = false;

  *take(chunk: Buffer): Generator<ReadFeature> {
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.#inFeature) {
        const opens = !this.#inString && (byte === OPEN || byte === OPEN_LIST);
        if (opens) this.#feature.lists++;
        this.#step(byte);
        if (this.#inString || this.#depth > 2) continue;
        this.#feature.take(chunk.subarray(from, i + 1));
        this.#inFeature = false;
        yield this.#feature.read();
        this.#feature = new FeatureBytes();
      } else if (this.#inFeatures && !this.#inString && byte === OPEN && this.#depth === 2) {
        this.#inFeature = true;
        this.#depth = 3;
        from = i;
      } else this.#takeHead(byte);
    }
    if (this.#inFeature) this.#feature.take(chunk.subarray(from));
  }

  /** @throws UnreadableFile */
  end(): void {
    if (this.#inFeature || (this.#depth > 0 && this.#head.length > 0)) throw new UnreadableFile('cut-off');
    const head = readHead(Buffer.from(this.#head).toString('utf8'));
    if (head.type === 'Topology') throw new UnreadableFile('topojson');
    if (head.type !== 'FeatureCollection' || !Array.isArray(head.features))
      throw new UnreadableFile('not-features');
    const crs = JSON.stringify(head.crs ?? 'CRS84');
    if (!/CRS84|EPSG:+(?:[\d.]*:)?4326/i.test(crs)) throw new UnreadableFile('other-crs');
  }

  #takeHead(byte: number): void {
    const wasString = this.#inString;
    this.#step(byte);
    if (this.#inFeatures && this.#depth < 2) this.#inFeatures = false;
    // Commas between features are left out with them; anything else between them makes the head no JSON.
    if (this.#inFeatures && !this.#inString && (byte === 0x2c || byte <= 0x20)) return;
    // A byte order mark.
    if (this.#head.length === 0 && (byte === 0xef || byte === 0xbb || byte === 0xbf)) return;
    if (!this.#inString && byte <= 0x20) return;
    this.#head.push(byte);
    if (this.#head.length > LARGEST_HEAD) throw new UnreadableFile('not-features');
    if (this.#depth === 1 && !wasString && this.#inString) this.#stringFrom = this.#head.length;
    if (this.#depth === 1 && wasString && !this.#inString) {
      this.#key = Buffer.from(this.#head.slice(this.#stringFrom, -1)).toString('utf8');
    }
    if (!this.#inString && byte === OPEN_LIST && this.#depth === 2 && this.#key === 'features')
      this.#inFeatures = true;
  }

  #step(byte: number): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
    } else if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN || byte === OPEN_LIST) this.#depth++;
    else if (byte === CLOSE || byte === CLOSE_LIST) this.#depth--;
  }
}

function readHead(text: string): { type?: unknown; features?: unknown; crs?: unknown } {
  try {
    const head: unknown = JSON.parse(text);
    return typeof head === 'object' && head !== null ? head : {};
  } catch (cause) {
    throw new UnreadableFile('not-json', cause);
  }
}
