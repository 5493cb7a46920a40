import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { BOUNDS } from '../limits.ts';
import { FileRefused } from './refused.ts';

/** The parts of a package by name, checked before anything of them is unpacked. */
export interface Package {
  has(name: string): boolean;
  readonly names: readonly string[];
  /** Bytes that all parts come to once unpacked, as the package declares; more is never unpacked. */
  readonly unpacked: number;
  /** Unpacks a part piece by piece; a part that is larger than it declares, or than `most`, is refused. */
  read(name: string, most: number, piece: (bytes: Uint8Array) => void): Promise<void>;
  close(): void;
}

const ARCHIVE = /\.(?:zip|7z|rar|gz|tgz|xz|bz2|jar|xlsx|xlsm|xlsb|docx|pptx|ods)$/i;

/** Opens a package and checks its list of parts: how many, how large, what names. @throws FileRefused */
export async function openPackage(path: string, bytes: number): Promise<Package> {
  const zip = await broken(() =>
    // Some writers divide the names of parts by backslashes: they are read as slashes, and then checked.
    openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: false })
  );
  try {
    if (zip.entryCount > BOUNDS.entries) throw new FileRefused('zipEntries', String(zip.entryCount));
    const entries = await listed(zip, bytes);
    return packageOf(zip, entries);
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function listed(zip: ZipFile, bytes: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let packed = 0;
  let unpacked = 0;
  await broken(async () => {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (entries.has(name.toLowerCase())) throw new FileRefused('zipDuplicate', name);
      if (entry.isEncrypted()) throw new FileRefused('encrypted');
      if (ARCHIVE.test(name)) throw new FileRefused('nestedArchive', name);
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      const isBomb =
        entry.uncompressedSize > BOUNDS.ratioFrom &&
        entry.uncompressedSize > BOUNDS.ratio * Math.max(entry.compressedSize, 1);
      // Parts that lie over each other are larger together than the file they lie in.
      if (isBomb || unpacked > BOUNDS.unpackedBytes || packed > bytes) throw new FileRefused('zipBomb', name);
      entries.set(name.toLowerCase(), entry);
    }
  });
  return entries;
}

function packageOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Package {
  return {
    names: [...entries.keys()],
    unpacked: [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0),
    has: (name) => entries.has(name.toLowerCase()),
    close: () => zip.close(),
    async read(name, most, piece) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new FileRefused('notAWorkbook', name);
      if (entry.uncompressedSize > most) throw new FileRefused('tooManyStrings', name);
      await broken(async () => {
        const stream = await zip.openReadStreamPromise(entry);
        let size = 0;
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > entry.uncompressedSize || size > most) throw new FileRefused('zipBomb', name);
          piece(chunk);
        }
      });
    }
  };
}

/** What yauzl or zlib throw, as a refusal by name. */
async function broken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (/relative path|absolute path|invalid characters in fileName/i.test(message))
      throw new FileRefused('zipPath', message.slice(0, 80));
    if (/too many bytes|not enough bytes/i.test(message)) throw new FileRefused('zipBomb', message);
    if (/encrypted|strong encryption/i.test(message)) throw new FileRefused('encrypted');
    throw new FileRefused('zipBroken', message);
  }
}
