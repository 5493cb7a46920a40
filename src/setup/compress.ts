import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const COMPRESSIBLE = new Set(
  ['.js', '.mjs', '.css', '.html', '.json', '.geojson', '.topojson', '.svg', '.txt', '.xml'].concat(
    ['.webmanifest', '.wasm', '.csv', '.arrow', '.bin', '.ttf', '.map'] // woff2 and pictures are compressed already
  )
);
/** Smaller files gain nothing; in bytes. */
const SMALLEST = 1024;
/** From here on brotli's best costs minutes instead of seconds; in bytes. */
const BIG = 1024 * 1024;

/** Writes a `.br` and a `.gz` beside every compressible file of a folder; answers how many files it did. */
export async function compressFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && COMPRESSIBLE.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name));
  let done = 0;
  const queue = files.values();
  // Node's zlib works in its thread pool: a few at a time keep the cores busy.
  const work = async () => {
    for (const file of queue) if (await compressFile(file)) done += 1;
  };
  await Promise.all([work(), work(), work(), work()]);
  return done;
}

async function compressFile(file: string): Promise<boolean> {
  const bytes = await readFile(file);
  if (bytes.length < SMALLEST) return false;
  const big = bytes.length >= BIG;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: big ? 6 : 10,
    [constants.BROTLI_PARAM_LGWIN]: big ? 24 : 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
  };
  await Promise.all([
    brotli(bytes, { params }).then((packed) => writeFile(`${file}.br`, packed)),
    zip(bytes, { level: big ? 5 : 9 }).then((packed) => writeFile(`${file}.gz`, packed))
  ]);
  return true;
}
