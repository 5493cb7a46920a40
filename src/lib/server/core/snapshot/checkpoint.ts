import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { Cells } from '../../../domain/cells.ts';
import type { EntryBody, EntryHead, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Period, PeriodProfile } from '../../../domain/period.ts';
import { ReportBook, type SavedBook } from '../../../domain/report-book.ts';
import { Steps } from '../../../domain/steps.ts';
import { World } from '../../../domain/world.ts';
import type { BoundariesEntry, Fold, FoldState } from './fold.ts';
import { LogLinks } from './log-links.ts';
import { Touches } from './touches.ts';

/** Raised with every change of what is kept or how. */
const VERSION = 6;
const MAGIC = 'MLUOI-CP';
/** Magic, checksum of all that follows, length of the JSON. */
const HEAD_BYTES = 16;
const ALIGN = 8;

type Column = Float64Array | Int32Array | Int16Array | Uint8Array;

interface Meta {
  readonly version: number;
  readonly store: string;
  readonly profile: PeriodProfile;
  readonly position: Position;
  readonly structure: Position;
  readonly last: EntryHead;
  /** The last entry's link, whole. */
  readonly link: string;
  readonly bodies: readonly EntryBody[];
  readonly boundaries: BoundariesEntry[];
  /** Entries of the chain's steps, for `Steps`. */
  readonly steps: readonly LogEntry[];
  readonly opened: [Period, Position][];
  readonly periods: readonly Period[];
  /** Bytes of each column, in their order: the book's, then one a period of touches, then the links. */
  readonly columns: readonly number[];
}

/** Whose checkpoint is wanted. */
export interface CheckpointOwner {
  readonly store: string;
  readonly profile: PeriodProfile;
  /** The link that stands at a position of the log as it is now; null where there is no such position. */
  linkAt(position: Position): Promise<string | null>;
}

/**
 * Writes the fold's state so that the next start need not read the whole log. What is written is the state at the
 * call; the file appears whole or not at all.
 */
export async function writeCheckpoint(file: string, store: string, fold: Fold): Promise<void> {
  const bytes = serialise(store, fold);
  const draft = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * The fold as it was at the last checkpoint, or null where there is none that fits: another store, another version of
 * the program, or damaged bytes. `putBack` where it is this store's and the log no longer holds what it was made from:
 * an older file was put back. Then the log is folded from its beginning.
 */
export async function readCheckpoint(
  file: string,
  owner: CheckpointOwner
): Promise<FoldState | 'putBack' | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    return null;
  }
  const meta = readMeta(bytes);
  if (!meta || meta.version !== VERSION || meta.store !== owner.store || meta.profile !== owner.profile)
    return null;
  if ((await owner.linkAt(meta.position)) !== meta.link) return 'putBack';
  return restore(meta, bytes);
}

function serialise(store: string, fold: Fold): Buffer {
  const book = columnsOf(fold.book.save());
  const touches = fold.touches.save();
  const columns: Column[] = [...book, ...touches.columns.map(([, column]) => column), fold.links.save()];
  const meta: Meta = {
    version: VERSION,
    store,
    profile: fold.world.profile,
    position: fold.position,
    structure: fold.structure,
    last: fold.last,
    link: fold.link,
    bodies: fold.world.condensed(),
    boundaries: fold.boundaries,
    steps: fold.steps.entries,
    opened: touches.opened,
    periods: touches.columns.map(([period]) => period),
    columns: columns.map((column) => column.byteLength)
  };
  const json = Buffer.from(JSON.stringify(meta));
  const start = aligned(HEAD_BYTES + json.byteLength);
  const bytes = Buffer.alloc(columns.reduce((at, column) => aligned(at + column.byteLength), start));
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(json.byteLength, 12);
  json.copy(bytes, HEAD_BYTES);
  let at = start;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at = aligned(at + column.byteLength);
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  return bytes;
}

function readMeta(bytes: Buffer): Meta | null {
  if (bytes.byteLength < HEAD_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) return null;
  if (bytes.readUInt32LE(8) !== crc32(bytes.subarray(12))) return null;
  // The checksum says that these are the bytes that this program wrote.
  return JSON.parse(bytes.toString('utf8', HEAD_BYTES, HEAD_BYTES + bytes.readUInt32LE(12))) as Meta;
}

function restore(meta: Meta, bytes: Buffer): FoldState {
  const world = new World(meta.profile);
  for (const body of meta.bodies) world.apply({ body });
  const pieces: ArrayBuffer[] = [];
  let at = aligned(HEAD_BYTES + bytes.readUInt32LE(12));
  for (const length of meta.columns) {
    pieces.push(new Uint8Array(bytes.subarray(at, at + length)).buffer);
    at = aligned(at + length);
  }
  const piece = (i: number) => pieces[i] ?? new ArrayBuffer(0);
  const saved: SavedBook = {
    position: new Float64Array(piece(0)),
    at: new Float64Array(piece(1)),
    group: new Int32Array(piece(2)),
    period: new Int32Array(piece(3)),
    state: new Uint8Array(piece(4)),
    start: new Int32Array(piece(5)),
    indicators: new Int16Array(piece(6)),
    nums: new Int32Array(piece(7)),
    dens: new Int32Array(piece(8)),
    origins: new Int32Array(piece(9)),
    base: new Int32Array(piece(10)),
    wordStart: new Int32Array(piece(11)),
    words: new Int32Array(piece(12)),
    reviewed: new Int32Array(piece(13)),
    reviewEntry: new Float64Array(piece(14)),
    reviewState: new Uint8Array(piece(15))
  };
  const cells = new Cells();
  return {
    world,
    cells,
    book: ReportBook.restore(saved, cells),
    touches: Touches.restore({
      opened: meta.opened,
      columns: meta.periods.map((period, i) => [period, new Float64Array(piece(BOOK_COLUMNS + i))])
    }),
    boundaries: meta.boundaries,
    steps: Steps.restore(meta.steps),
    position: meta.position,
    structure: meta.structure,
    last: meta.last,
    link: meta.link,
    links: new LogLinks(new Float64Array(piece(BOOK_COLUMNS + meta.periods.length)))
  };
}

const BOOK_COLUMNS = 16;

function columnsOf(book: SavedBook): Column[] {
  const { position, at, group, period, state, start, indicators, nums, dens, origins, base } = book;
  const { wordStart, words, reviewed, reviewEntry, reviewState } = book;
  const versions = [position, at, group, period, state, start, indicators, nums, dens, origins, base];
  return [...versions, wordStart, words, reviewed, reviewEntry, reviewState];
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGN) * ALIGN;
}
