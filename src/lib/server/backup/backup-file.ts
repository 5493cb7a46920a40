import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rename, rm, stat, copyFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { z } from 'zod';
import type { NotedLink } from '../core/store/audit-log.ts';
import { AuditLog } from '../core/store/audit-log.ts';
import { copyStore, hashBeside } from '../core/store/copy-store.ts';
import { migrate } from '../core/store/migrations.ts';
import { openPostgres, UNHURRIED } from '../core/store/postgres.ts';
import { Settings } from '../core/store/settings.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import { refuseUnwritable } from '../core/store/store-place.ts';
import { STORE_FILE, type StorePlace } from '../core/store/store.ts';

/**
 * What is written down beside a backup (`<file>.json`). A backup is one SQLite file, whatever kind of store it was made of:
 * a store that can be opened as it is, put back into either kind, and compared.
 */
const noteShape = z.object({
  /** When it was begun, milliseconds UTC. */
  at: z.number().int(),
  /** The id of the store that it is of. */
  store: z.string(),
  /** The place of its log's last entry. */
  position: z.number().int(),
  link: z.string(),
  /** Hash over all that lies beside the log. */
  beside: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the file, hexadecimal. */
  sha256: z.string(),
  /** When it was last restored aside and found equal, milliseconds UTC; null before. */
  verifiedAt: z.number().int().nullable()
});
export type BackupNote = z.infer<typeof noteShape>;

/** A backup that cannot be trusted; the message is for people. */
export class BadBackup extends Error {
  constructor(vi: string, en: string, cause?: unknown) {
    super(`Bản sao lưu hỏng: ${vi} / the backup is not sound: ${en}`, { cause });
    this.name = 'BadBackup';
  }
}

/**
 * Makes a backup of a store while others go on writing to it: all of one moment. The file appears whole or not at all, with
 * what is written down beside it. @throws UnusablePlace, BrokenChain, or what the disk or the database says
 */
export async function makeBackup(place: StorePlace, file: string, now: number): Promise<BackupNote> {
  const draft = `${file}.${process.pid}.tmp`;
  refuseUnwritable(dirname(file));
  await removeStore(draft);
  try {
    if (place.databaseUrl) await fromPostgres(place.databaseUrl, draft);
    else await fromSqlite(join(place.dataDir, STORE_FILE), draft);
    const known = await lookInto(draft);
    const note: BackupNote = {
      at: now,
      ...known,
      bytes: (await stat(draft)).size,
      sha256: await sha256Of(draft),
      verifiedAt: null
    };
    await sync(draft);
    await rename(draft, file);
    await writeNote(file, note);
    await sync(dirname(file));
    return note;
  } finally {
    await removeStore(draft);
  }
}

/**
 * Restores a backup aside and compares: the file with its hash, every page with SQLite's own check, every entry with its
 * link, the last link and all that lies beside the log with what was written down. Answers what it is, and notes that it
 * was found sound. @throws BadBackup, UnusablePlace
 */
export async function verifyBackup(file: string, now: number): Promise<BackupNote> {
  const noted = await readNote(file);
  if (noted && (await sha256Of(file)) !== noted.sha256)
    throw new BadBackup('tệp không còn như khi được ghi', 'the file is not as it was written');
  refuseUnwritable(dirname(file));
  const folder = await mkdtemp(join(dirname(file), '.verify-'));
  try {
    const aside = join(folder, STORE_FILE);
    await copyFile(file, aside);
    const known = await lookInto(aside).catch((error: unknown) => {
      if (error instanceof BadBackup) throw error;
      throw new BadBackup('không mở được như một kho', 'it cannot be opened as a store', error);
    });
    if (noted && (noted.position !== known.position || noted.link !== known.link))
      throw new BadBackup(
        'nhật ký không phải nhật ký đã sao lưu',
        'its log is not the one that was backed up'
      );
    if (noted && noted.beside !== known.beside)
      throw new BadBackup('phần ngoài nhật ký đã khác', 'what lies beside the log is not what it was');
    const note: BackupNote = {
      at: noted?.at ?? Math.floor((await stat(file)).mtimeMs),
      ...known,
      bytes: (await stat(file)).size,
      sha256: noted?.sha256 ?? (await sha256Of(file)),
      verifiedAt: now
    };
    await writeNote(file, note);
    return note;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is written down beside a backup; null where nothing is, or nothing that can be read. */
export async function readNote(file: string): Promise<BackupNote | null> {
  try {
    return noteShape.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
  } catch {
    return null;
  }
}

/** Removes a store's file with what SQLite keeps beside it. */
export async function removeStore(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm', '-journal']) await rm(`${file}${end}`, { force: true });
}

/** Opens a file as a store, brings it up to date and walks all of it. @throws BadBackup */
async function lookInto(file: string): Promise<NotedLink & { store: string; beside: string }> {
  checkPages(file);
  const backend = openSqlite(file);
  try {
    await migrate(backend.db, backend.bytes);
    const verdict = await new AuditLog(backend.db, () => Promise.resolve([])).verify();
    if (!verdict.sound)
      throw new BadBackup(
        `nhật ký không khớp từ bản ghi số ${verdict.position}`,
        `its log fails the check at entry ${verdict.position}`
      );
    const { id } = await new Settings(backend.db).read();
    const beside = await hashBeside(backend);
    // One file and nothing beside it: it is carried elsewhere as it is.
    await sql`pragma wal_checkpoint(truncate)`.execute(backend.db);
    await sql`pragma journal_mode = delete`.execute(backend.db);
    return { store: id, ...verdict.last, beside };
  } finally {
    await backend.db.destroy();
  }
}

function checkPages(file: string): void {
  const database = new DatabaseSync(file);
  try {
    const rows = database.prepare('pragma integrity_check').all();
    const said = Object.values(rows[0] ?? {})[0];
    if (said !== 'ok') throw new BadBackup('tệp hỏng', String(said));
  } finally {
    database.close();
  }
}

async function fromSqlite(source: string, draft: string): Promise<void> {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5_000 });
  try {
    // All pages in one step: a step of fewer would begin anew with every report that comes in between.
    await backup(database, draft, { rate: 2 ** 31 - 1 });
  } finally {
    database.close();
  }
}

async function fromPostgres(url: string, draft: string): Promise<void> {
  const [from, to] = [openPostgres(url, UNHURRIED), openSqlite(draft)];
  try {
    await migrate(to.db, to.bytes);
    await copyStore(from, to);
  } finally {
    await from.db.destroy();
    await to.db.destroy();
  }
}

async function writeNote(file: string, note: BackupNote): Promise<void> {
  await writeFile(`${file}.json.tmp`, `${JSON.stringify(note, null, 2)}\n`);
  await rename(`${file}.json.tmp`, `${file}.json`);
}

async function sha256Of(file: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(file)) sum.update(chunk as Buffer);
  return sum.digest('hex');
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
