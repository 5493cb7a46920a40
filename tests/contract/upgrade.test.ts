import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { openFold } from '../../src/lib/server/core/open-fold.ts';
import { Following } from '../../src/lib/server/core/snapshot/follow.ts';
import { NewerStore } from '../../src/lib/server/core/store/migrations.ts';
import { openStore, type Store, type StorePlace } from '../../src/lib/server/core/store/store.ts';
import { layIntoPostgres, layOldStore, OLD_STORES, type OldStore } from '../support/old-store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { GROUPS, JANUARY } from '../support/small-country.ts';

// Stores of versions before, opened by this one: brought up to date, vouched for, and served; killed meanwhile at any
// statement they are as they were.

const ENTRIES = 96;
const KILLED = fileURLToPath(new URL('../support/killed-migration.ts', import.meta.url));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function sqlitePlace(name: OldStore): Promise<StorePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-old-'));
  closing.push(() => rm(dataDir, { recursive: true }));
  await layOldStore(name, join(dataDir, 'mangluoi.sqlite'));
  return { dataDir };
}

async function postgresPlace(name: OldStore): Promise<StorePlace> {
  const { dataDir } = await sqlitePlace(name);
  const databaseUrl = await postgresUrl();
  await layIntoPostgres(join(dataDir, 'mangluoi.sqlite'), databaseUrl);
  return { dataDir, databaseUrl };
}

async function open(place: StorePlace): Promise<Store> {
  const store = await openStore(place);
  closing.push(() => store.close());
  return store;
}

/** All that the log says and the link of its last entry. */
async function told(store: Store) {
  expect(await store.audit.verify()).toMatchObject({ sound: true, entries: ENTRIES });
  return { entries: await store.read(0, ENTRIES + 1), last: await store.linkAt(ENTRIES) };
}

/** Runs the migrations in a process of its own that is killed at a statement; how many there are, null where it was killed. */
async function migrateApart({ dataDir, databaseUrl }: StorePlace, at: number): Promise<number | null> {
  const place = databaseUrl ?? join(dataDir, 'mangluoi.sqlite');
  try {
    return Number((await promisify(execFile)(process.execPath, [KILLED, place, String(at)])).stdout);
  } catch (error) {
    expect(error).toMatchObject({ signal: 'SIGKILL' });
    return null;
  }
}

describe.each([
  ['SQLite', sqlitePlace],
  ['PostgreSQL', postgresPlace]
])('in %s', (_, makePlace) => {
  test.each(OLD_STORES)('a store of %s is brought up to date, whole, and folds', async (name) => {
    const store = await open(await makePlace(name));
    const { entries } = await told(store);
    expect(entries.map(({ body }) => body.kind).filter((kind) => kind !== 'report')).toEqual([
      ...['catalogue', 'units', 'groups', 'targets'],
      ...['review', 'review']
    ]);
    expect(await store.settings.read()).toMatchObject({ mode: 'real', profile: 'window', complete: true });
    expect(await store.receipt('key:Sở', 'k10')).toEqual({
      bodyHash: 'ab'.repeat(32),
      answer: JSON.stringify({ first: 15, count: 1 })
    });
    expect(await store.reportsOf(GROUPS[2]!, JANUARY + 2)).toHaveLength(11);
    const { fold } = await openFold(store, '/nowhere', () => undefined);
    const hearing = { failed: () => undefined, well: () => undefined };
    await new Following(store, fold, () => undefined, hearing).catchUp();
    expect(fold.position).toBe(ENTRIES);
    // It goes on from there, under the same chain.
    await store.append([{ at: 1_800_000_000_000, actor: 'a', body: entries.at(-1)!.body }]);
    expect(await store.audit.verify()).toMatchObject({ sound: true, entries: ENTRIES + 1 });
  });

  test.each(OLD_STORES)(
    'a start over a store of %s that is killed leaves it as it was, and the next ends it',
    { timeout: 120_000 },
    async (name) => {
      const whole = await makePlace(name);
      const statements = await migrateApart(whole, 0);
      const should = await told(await open(whole));
      const place = await makePlace(name);
      for (const share of [0.3, 0.7, 1]) {
        const at = 1 + Math.floor(((statements ?? 0) - 1) * share);
        expect(await migrateApart(place, at), `killed at ${at} of ${statements}`).toBeNull();
      }
      expect(await told(await open(place))).toEqual(should);
    }
  );
});

test('a store of a newer version is refused in words and left alone', async () => {
  const place = await sqlitePlace('2026-11-before-backups');
  await (await openStore(place)).close();
  const database = new DatabaseSync(join(place.dataDir, 'mangluoi.sqlite'));
  database.exec("insert into kysely_migration (name, timestamp) values ('0099-later', '2027')");
  database.close();
  await expect(openStore(place)).rejects.toThrow(NewerStore);
  await expect(openStore(place)).rejects.toThrow('0099-later');
});
