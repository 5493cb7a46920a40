import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { settled } from '../../src/lib/server/demo/settled-store.ts';
import { UnstorableValue } from '../../src/lib/server/core/store/parameters.ts';
import { openStore, type Store, type StorePlace } from '../../src/lib/server/core/store/store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { catalogue, report } from './entries.ts';

// What one kind of store takes the other takes, and two programs at one store are one program.

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function sqlite(): Promise<StorePlace> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-one-'));
  closing.push(() => rm(dataDir, { recursive: true }));
  return { dataDir };
}
const postgres = async (): Promise<StorePlace> => ({ dataDir: '', databaseUrl: await postgresUrl() });

async function open(place: StorePlace): Promise<Store> {
  const store = await openStore(place);
  closing.push(() => store.close());
  return store;
}

const UNSTORABLE: readonly (readonly [string, EntryDraft])[] = [
  ['a moment with a fraction', { ...report('g', 24_312, 'A'), at: 1_785_229_391_958.2554 }],
  ['a moment that is no number', { ...report('g', 24_312, 'A'), at: NaN }],
  ['a moment before 1970', { ...report('g', 24_312, 'A'), at: -1 }],
  ['a moment after the last date', { ...report('g', 24_312, 'A'), at: 9e15 }],
  ['NUL in the name of an author', { ...report('g', 24_312, 'A'), actor: 'key:\0' }],
  ['half a letter in the name of an author', { ...report('g', 24_312, 'A'), actor: 'key:\ud800' }],
  ['half a letter in the code of a group', report('g\udfff', 24_312, 'A')],
  ['NUL in the code of a group', report('g\0', 24_312, 'A')],
  ['a code longer than an index takes', report('ệ'.repeat(1_000), 24_312, 'A')],
  ['a period beyond 32 bits', report('g', 2 ** 31, 'A')],
  ['a period with a fraction', report('g', 24_312.5, 'A')],
  [
    'an object longer than an index takes',
    {
      at: 1,
      actor: 'a',
      body: { kind: 'change', object: `setting:${'x'.repeat(3_000)}`, action: 'changed', detail: '' }
    }
  ]
];

describe.each([
  ['SQLite', sqlite],
  ['PostgreSQL', postgres]
])('a store in %s', (_, makePlace) => {
  test('refuses what the other would refuse or change, and leaves nothing of it', async () => {
    const store = await open(await makePlace());
    await store.append([catalogue('A')]);
    for (const [name, draft] of UNSTORABLE)
      await expect(store.append([report('g', 24_312, 'A'), draft]), name).rejects.toThrow(UnstorableValue);
    expect(await store.head()).toBe(1);
    await store.append([report('g', 24_312, 'A')]);
    expect(await store.audit.verify()).toMatchObject({ sound: true, entries: 2 });
  });

  test('takes any text in a body, and vouches for it', async () => {
    const store = await open(await makePlace());
    const tasks = 'ệ \0 \ud800 🇻🇳 \u2028 {"b":1,"a":2} 9007199254740993';
    await store.append([catalogue('A'), report('g', 24_312, 'A', { tasks })]);
    expect((await store.read(1, 1))[0]?.body).toMatchObject({ texts: { tasks } });
    expect(await store.audit.verify()).toMatchObject({ sound: true });
  });

  test('says whether it takes reports in: not while no write holds, and again when one does', async () => {
    const place = await makePlace();
    const store = await open(place);
    await store.append([catalogue('A')]);
    expect(await store.takesIn()).toBe(true);
    const { db } = store.database;
    await sql`alter table log_head rename to log_head_away`.execute(db);
    await expect(store.append([report('g', 24_312, 'A')])).rejects.toThrow();
    expect(await store.takesIn()).toBe(false);
    await sql`alter table log_head_away rename to log_head`.execute(db);
    expect(await store.takesIn()).toBe(true);
    await store.append([report('g', 24_312, 'A')]);
    expect(await store.head()).toBe(2);
  });

  test('is filled with the demo by two programs at the same moment, once', { timeout: 590_000 }, async () => {
    const place = await makePlace();
    // In one thread the second would wait for the first's transaction and keep it from ending.
    const stores = [await open(place), await open(place)];
    const said: string[] = [];
    await Promise.all(stores.map((store) => settled(store, (line) => said.push(line))));
    expect(said.filter((line) => line.includes('Kho dữ liệu trống'))).toHaveLength(1);
    const [one, other] = stores;
    expect(await one!.settings.read()).toMatchObject({ mode: 'demo', complete: true });
    expect(await other!.settings.read()).toEqual(await one!.settings.read());
    const catalogues = await one!.audit.recent(['catalogue'], { limit: 10 });
    expect(catalogues).toHaveLength(1);
    expect(await one!.audit.verify()).toMatchObject({ sound: true });
  });
});
