import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Position } from '../../domain/position.ts';
import { copyStore, type CopiedStore } from '../core/store/copy-store.ts';
import { migrate } from '../core/store/migrations.ts';
import { openPostgres, UNHURRIED } from '../core/store/postgres.ts';
import { beginAnew, type NewHistory } from '../core/store/put-back.ts';
import { openSqlite } from '../core/store/sqlite.ts';
import { refuseUnusable } from '../core/store/store-place.ts';
import { openStore, STORE_FILE, type Store, type StorePlace } from '../core/store/store.ts';
import { makeBackup, removeStore, verifyBackup, type BackupNote } from './backup-file.ts';

/** Why a store is not put in the place of another. */
export type RefusedBecause =
  /** A program serves the place: it has to be stopped first. */
  | { readonly why: 'inUse' }
  /** What stands there cannot be read as a store. */
  | { readonly why: 'unreadable' }
  /** The store there holds entries that the other does not: so many after the last that both have. */
  | { readonly why: 'newer'; readonly shared: Position; readonly lost: number };

/** What putting in place did; `replaced` is where the store that stood there lies now, null where none did. */
export interface PutInPlace {
  readonly note: BackupNote;
  readonly replaced: string | null;
  readonly id: string;
}

/**
 * Puts a backup in the place of a store, under a new id, after it was verified. A store that stands there is kept aside,
 * never removed; one that holds what the backup does not is replaced only by force.
 * @throws BadBackup, UnusablePlace, BrokenChain, or what the disk or the database says
 */
export async function putInPlace(
  file: string,
  place: StorePlace,
  { force, why, now }: { readonly force: boolean; readonly why: NewHistory; readonly now: number }
): Promise<PutInPlace | RefusedBecause> {
  const note = await verifyBackup(file, now);
  refuseUnusable(place.dataDir);
  const standing = await whatStands(place, file, note);
  if (standing === 'inUse') return { why: 'inUse' };
  if (standing === 'unreadable' && (!force || place.databaseUrl)) return { why: 'unreadable' };
  const held = standing === 'unreadable' ? { head: 1, shared: 0, free: () => Promise.resolve() } : standing;
  try {
    const lost = held.head - held.shared;
    if (lost > 0 && !force) return { why: 'newer', shared: held.shared, lost };
    const replaced = held.head === 0 ? null : await setAside(place, now);
    if (place.databaseUrl) await intoPostgres(file, place.databaseUrl);
    else await intoFile(file, place.dataDir);
    // What was kept of the store of before would only be thrown away.
    await rm(join(place.dataDir, 'checkpoint.bin'), { force: true });
    return { note, replaced, id: await named(place, { why, note, now }) };
  } finally {
    await held.free();
  }
}

/** Gives the store that stands there now its new id, and answers it. */
async function named(
  place: StorePlace,
  { why, note, now }: { why: NewHistory; note: BackupNote; now: number }
): Promise<string> {
  const store = await openStore(place);
  try {
    await beginAnew(store, why, `${note.position}, ${new Date(note.at).toISOString()}`, now);
    return (await store.settings.read()).id;
  } finally {
    await store.close();
  }
}

interface Standing {
  readonly head: Position;
  /** The last position that the store there and the backup have alike. */
  readonly shared: Position;
  free(): Promise<void>;
}

/** Holds the place for the caller, and says how what stands there differs from a backup. */
async function whatStands(
  place: StorePlace,
  file: string,
  note: BackupNote
): Promise<Standing | 'inUse' | 'unreadable'> {
  if (!place.databaseUrl && !(await exists(join(place.dataDir, STORE_FILE))))
    return { head: 0, shared: 0, free: () => Promise.resolve() };
  let store: Store;
  try {
    store = await openStore(place);
  } catch {
    return 'unreadable';
  }
  try {
    const free = await store.lock('serve');
    if (!free) return 'inUse';
    const head = await store.head();
    return { head, shared: await lastShared(store, file, Math.min(head, note.position)), free };
  } finally {
    await store.close();
  }
}

/** The last position up to which two logs are one: a link vouches for all before it, so it is found by halving. */
async function lastShared(store: Store, file: string, most: Position): Promise<Position> {
  const backup = new DatabaseSync(file, { readOnly: true });
  try {
    const linkAt = backup.prepare('select link from log where position = ?');
    let [low, high] = [0, most];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((await store.linkAt(middle)) === linkAt.get(middle)?.link) low = middle;
      else high = middle - 1;
    }
    return low;
  } finally {
    backup.close();
  }
}

async function setAside(place: StorePlace, now: number): Promise<string> {
  const day = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = join(place.dataDir, `replaced-${day}.sqlite`);
  if (place.databaseUrl) await makeBackup(place, aside, now);
  else {
    const file = join(place.dataDir, STORE_FILE);
    for (const end of ['', '-wal', '-shm'])
      if (await exists(`${file}${end}`)) await rename(`${file}${end}`, `${aside}${end}`);
  }
  return aside;
}

async function intoFile(file: string, dataDir: string): Promise<void> {
  const target = join(dataDir, STORE_FILE);
  const draft = `${target}.${process.pid}.tmp`;
  await copyFile(file, draft);
  await removeStore(target);
  await rename(draft, target);
}

/** Copies a file's store into a database, whose own rows are replaced. */
async function intoPostgres(file: string, url: string): Promise<CopiedStore> {
  const [from, to] = [openSqlite(file), openPostgres(url, UNHURRIED)];
  try {
    await migrate(from.db, from.bytes);
    await migrate(to.db, to.bytes);
    return await copyStore(from, to);
  } finally {
    await from.db.destroy();
    await to.db.destroy();
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false
  );
}
