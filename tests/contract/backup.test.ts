import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { BadBackup, makeBackup, readNote, verifyBackup } from '../../src/lib/server/backup/backup-file.ts';
import { putInPlace } from '../../src/lib/server/backup/put-in-place.ts';
import { openLibrary } from '../../src/lib/server/core/auth/library.ts';
import { makeFirstAdmin } from '../../src/lib/server/core/auth/first-admin.ts';
import { People } from '../../src/lib/server/core/auth/people.ts';
import { RightsChanges } from '../../src/lib/server/core/auth/rights-changes.ts';
import { linkOf } from '../../src/lib/server/core/store/link.ts';
import { openStore, type Store, type StorePlace } from '../../src/lib/server/core/store/store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { catalogue, report } from './entries.ts';

// A backup is one file, whatever the store is kept in; what is restored or copied has the same link at every position.

const NOW = Date.UTC(2026, 11, 1);
/** Reports that have to come in while backups are made. */
const UNDER_BACKUPS = 40;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'mangluoi-backup-'));
  closing.push(() => rm(path, { recursive: true, force: true }));
  return path;
}
const sqlite = async (): Promise<StorePlace> => ({ dataDir: await folder() });
const postgres = async (): Promise<StorePlace> => ({
  dataDir: await folder(),
  databaseUrl: await postgresUrl()
});

/** A store with something in every corner: reports, an account with a password, a key, shapes, photos, settings. */
async function fill(place: StorePlace, reports = 40): Promise<void> {
  const store = await openStore(place);
  await store.settings.establish('real', 'window');
  await store.append([catalogue('A')]);
  for (let k = 0; k < reports; k++)
    await store.append([report(`g${k % 7}`, 24_312, 'A', { numerator: k % 10 })]);
  const changes = new RightsChanges(store.grants, () => undefined);
  const library = await openLibrary({ store, origin: null, oidc: null, failed: () => undefined });
  await makeFirstAdmin(store, new People({ store, library, changes, now: () => NOW }));
  changes.close();
  await store.shapes.put(Uint8Array.from({ length: 5_000 }, (_, i) => i % 251));
  await store.photos.keep(
    { type: 'image/jpeg', bytes: Uint8Array.from({ length: 3_000 }, (_, i) => i % 13), width: 3, height: 2 },
    { group: 'g1', period: 24_312 },
    { actor: 'key:sở', at: NOW },
    5
  );
  await store.keys.add('h'.repeat(64), 'Sở', NOW);
  await store.settings.complete();
  await store.close();
}

async function inside<Answer>(place: StorePlace, ask: (store: Store) => Promise<Answer>): Promise<Answer> {
  const store = await openStore(place);
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

async function links(place: StorePlace, upTo: number): Promise<(string | null)[]> {
  return inside(place, (store) => Promise.all(Array.from({ length: upTo }, (_, i) => store.linkAt(i + 1))));
}

const force = { force: true, why: 'restored' as const, now: NOW };
const gentle = { ...force, force: false };

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgres]
])('a backup of a store in %s', (_, makePlace) => {
  test('is restored under a new id with every link, account, photo and shape of it', async () => {
    const place = await makePlace();
    await fill(place);
    const file = join(await folder(), 'b.sqlite');
    const note = await makeBackup(place, file, NOW);
    expect(await readNote(file)).toEqual(note);
    expect(await verifyBackup(file, NOW + 5)).toEqual({ ...note, verifiedAt: NOW + 5 });
    const before = await links(place, note.position);
    await inside(place, (store) => store.append([report('g1', 24_312, 'A'), report('g2', 24_312, 'A')]));
    expect(await putInPlace(file, place, gentle)).toEqual({ why: 'newer', shared: note.position, lost: 2 });
    const done = await putInPlace(file, place, force);
    if ('why' in done) throw new Error(done.why);
    expect(done.id).not.toBe(note.store);
    expect(await links(place, note.position)).toEqual(before);
    await inside(place, async (store) => {
      expect(await store.settings.read()).toMatchObject({
        mode: 'real',
        complete: true,
        earlierIds: [note.store]
      });
      expect(await store.audit.verify()).toMatchObject({ sound: true, entries: note.position + 1 });
      expect((await store.accounts.list()).map(({ login }) => login)).toEqual(['admin']);
      expect((await store.keys.list()).map(({ name }) => name)).toEqual(['Sở']);
    });
    // What stood there is kept, whole.
    const kept = await verifyBackup(done.replaced!, NOW);
    expect(kept.position).toBe(note.position + 2);
  });

  test('is of one moment, whatever comes in meanwhile', { timeout: 120_000 }, async () => {
    const place = await makePlace();
    await fill(place, 300);
    const store = await openStore(place);
    closing.push(() => store.close());
    let filing = true;
    let filed = 0;
    const writers = Array.from({ length: 8 }, async (_, w) => {
      for (let k = 0; filing; k++) {
        await store.append([report(`w${w}`, 24_312, 'A', { numerator: k % 10 })]);
        filed++;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    // Backups go on until as much came in under them, however fast the machine is.
    const aside = await folder();
    const notes = [];
    for (let under = 0; under < UNDER_BACKUPS || notes.length < 2;) {
      const [head, before] = [await store.head(), filed];
      const note = await makeBackup(place, join(aside, `b${notes.length}.sqlite`), NOW + notes.length);
      // What was accepted before a backup was asked for is in it, and nothing that is not in the store.
      expect(note.position).toBeGreaterThanOrEqual(head);
      expect(note.position).toBeLessThanOrEqual(await store.head());
      notes.push(note);
      under += filed - before;
    }
    filing = false;
    await Promise.all(writers);
    expect(await store.head()).toBe(301 + filed);
    for (const [k, note] of [notes[0]!, notes.at(-1)!].entries()) {
      expect(await store.linkAt(note.position)).toBe(note.link);
      const target = await sqlite();
      const file = join(aside, `b${k === 0 ? 0 : notes.length - 1}.sqlite`);
      expect(await putInPlace(file, target, gentle)).toMatchObject({ replaced: null });
      expect(await links(target, note.position)).toEqual(
        await Promise.all(Array.from({ length: note.position }, (_, i) => store.linkAt(i + 1)))
      );
    }
    expect(await store.audit.verify()).toMatchObject({ sound: true });
  });

  test('does not go where a program serves the store', async () => {
    const place = await makePlace();
    await fill(place, 3);
    const file = join(await folder(), 'b.sqlite');
    await makeBackup(place, file, NOW);
    await inside(place, async (store) => {
      const free = await store.lock('serve', true);
      expect(await putInPlace(file, place, force)).toEqual({ why: 'inUse' });
      await free?.();
    });
    expect(await putInPlace(file, place, gentle)).toMatchObject({ note: { position: 4 } });
  });
});

test('SQLite → PostgreSQL → SQLite: the same link at each position, moments with a fraction among them', async () => {
  const [first, middle, last] = [await sqlite(), await postgres(), await sqlite()];
  await fill(first);
  withFractions(join(first.dataDir, 'mangluoi.sqlite'));
  const [one, two] = [join(await folder(), '1.sqlite'), join(await folder(), '2.sqlite')];
  const note = await makeBackup(first, one, NOW);
  await putInPlace(one, middle, gentle);
  expect(await links(middle, note.position)).toEqual(await links(first, note.position));
  expect(await inside(middle, (store) => store.audit.verify())).toMatchObject({ sound: true });
  await inside(middle, (store) => store.append([report('g1', 24_312, 'A')]));
  const again = await makeBackup(middle, two, NOW);
  await putInPlace(two, last, gentle);
  expect(await links(last, again.position)).toEqual(await links(middle, again.position));
  const moments = (place: StorePlace) =>
    inside(place, async (store) => (await store.read(0, note.position)).map(({ at }) => at));
  expect(await moments(last)).toEqual(await moments(first));
  expect((await moments(last)).filter((at) => !Number.isInteger(at)).length).toBeGreaterThan(3);
});

/** Writes moments with a fraction under the links, as a version of before did. */
function withFractions(file: string): void {
  const database = new DatabaseSync(file);
  const rows = database.prepare('select * from log order by position').all();
  const put = database.prepare('update log set at = ?, link = ? where position = ?');
  let link = '0'.repeat(64);
  for (const row of rows) {
    const position = Number(row.position);
    const at = position % 5 === 0 ? 1_785_229_391_958 + position / 7 : Number(row.at);
    const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null);
    link = linkOf(link, {
      ...{ position, at, actor: text('actor') ?? '', kind: text('kind') ?? '' },
      ...{ subject_group: text('subject_group'), body: text('body') },
      subject_period: row.subject_period === null ? null : Number(row.subject_period),
      packed: row.packed instanceof Uint8Array ? row.packed : null
    });
    put.run(at, link, position);
  }
  database.prepare('update log_head set link = ?').run(link);
  database.close();
}

test('a backup that was changed, cut or is none is not restored', async () => {
  const place = await sqlite();
  await fill(place);
  const dir = await folder();
  const file = join(dir, 'b.sqlite');
  await makeBackup(place, file, NOW);
  const good = await readFile(file);
  const spoil = async (name: string, bytes: Buffer, withNote: boolean) => {
    const bad = join(dir, name);
    await writeFile(bad, bytes);
    if (withNote) await copyFile(`${file}.json`, `${bad}.json`);
    await expect(verifyBackup(bad, NOW), name).rejects.toThrow(BadBackup);
    await expect(putInPlace(bad, place, force), name).rejects.toThrow(BadBackup);
  };
  const flipped = Buffer.from(good);
  flipped[good.length >> 1]! ^= 1;
  await spoil('flipped', flipped, true);
  await spoil('cut', good.subarray(0, good.length >> 1), false);
  await spoil('text', Buffer.from('no store'), false);
  const changed = join(dir, 'changed');
  await copyFile(file, changed);
  const database = new DatabaseSync(changed);
  database.exec("update log set actor = 'somebody' where position = 7");
  database.close();
  await expect(verifyBackup(changed, NOW)).rejects.toThrow('7');
  expect((await readdir(dir)).filter((name) => name.startsWith('.verify'))).toEqual([]);
  expect(await inside(place, (store) => store.audit.verify())).toMatchObject({ sound: true });
});
