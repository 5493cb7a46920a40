import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, StructureMoved, type Store } from '../../src/lib/server/core/store/store.ts';
import { catalogue, everyKind, report } from '../contract/entries.ts';
import { postgresUrl } from '../support/postgres.ts';

/** A store and a hand that changes its tables behind its back. */
interface Tampered {
  store: Store;
  tamper(sql: string): Promise<void>;
  close(): Promise<void>;
}

const PLACES: Record<string, () => Promise<Tampered>> = {
  async SQLite() {
    const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-audit-'));
    const store = await openStore({ dataDir });
    return {
      store,
      tamper(sql) {
        const database = new DatabaseSync(join(dataDir, 'mangluoi.sqlite'));
        database.exec(sql);
        database.close();
        return Promise.resolve();
      },
      async close() {
        await store.close();
        await rm(dataDir, { recursive: true });
      }
    };
  },
  async PostgreSQL() {
    const databaseUrl = await postgresUrl();
    const store = await openStore({ dataDir: '', databaseUrl });
    return {
      store,
      async tamper(sql) {
        const client = new pg.Client({ connectionString: databaseUrl });
        await client.connect();
        await client.query(sql);
        await client.end();
      },
      close: () => store.close()
    };
  }
};

describe.each(Object.entries(PLACES))('the audit in %s', (name, open) => {
  let place: Tampered;
  let store: Store;
  beforeEach(async () => {
    place = await open();
    store = place.store;
    await store.append(everyKind());
    await store.append([report('TDP-01', 24_313, 'CQS01'), report('TDP-01', 24_314, 'CQS01')]);
  });
  afterEach(() => place.close());

  it('is sound as it was written, and its last link can be noted down', async () => {
    const verdict = await store.audit.verify();
    expect(verdict).toMatchObject({ sound: true, entries: 9, last: { position: 9 } });
    const noted = await store.audit.last();
    await store.append([report('TDP-01', 24_315, 'CQS01')]);
    expect(await store.audit.verify(noted)).toMatchObject({ sound: true, entries: 10 });
  });

  it.each([
    ['an actor', `update log set actor = 'key:khác' where position = 4`, 4, 'changed'],
    ['a moment', `update log set at = at + 1 where position = 5`, 5, 'changed'],
    ['a body', `update log set body = replace(body, 'Tử số', 'Mẫu số') where position = 6`, 6, 'changed'],
    ['a report’s period', `update log set subject_period = 24320 where position = 8`, 8, 'changed'],
    ['a report’s group', `update log set subject_group = 'TDP-02' where position = 8`, 8, 'changed'],
    ['a link', `update log set link = '${'0'.repeat(64)}' where position = 3`, 3, 'changed'],
    ['a removed row', `delete from log where position = 3`, 3, 'missing'],
    ['a removed first row', `delete from log where position = 1`, 1, 'missing'],
    ['a removed last row', `delete from log where position = 9`, 9, 'cut'],
    [
      'an inserted row',
      `insert into log select 10, at, actor, kind, subject_group, subject_period, body, packed, link from log where position = 9`,
      10,
      'changed'
    ],
    [
      'two rows that changed places',
      `update log set position = 100 where position = 8;
       update log set position = 8 where position = 9; update log set position = 9 where position = 100`,
      8,
      'changed'
    ]
  ])('names the first broken link: %s', async (_, sql, position, why) => {
    await place.tamper(sql);
    const verdict = await store.audit.verify();
    expect(verdict).toMatchObject({ sound: false, position, why });
    if (verdict.sound) throw new Error('unreachable');
    if (why === 'changed') expect(verdict.found?.kind).toEqual(expect.any(String));
  });

  it('names a changed figure', async () => {
    await place.tamper(
      name === 'SQLite'
        ? `update log set packed = zeroblob(length(packed)) where position = 9`
        : `update log set packed = set_byte(packed, 2, 99) where position = 9`
    );
    expect(await store.audit.verify()).toMatchObject({ sound: false, position: 9, why: 'changed' });
  });

  it('knows an end that was cut off with its head by a link that was noted down', async () => {
    const noted = await store.audit.last();
    await place.tamper(
      `delete from log where position > 7;
       update log_head set position = 7, link = (select link from log where position = 7)`
    );
    expect(await store.audit.verify()).toMatchObject({ sound: true, entries: 7 });
    expect(await store.audit.verify(noted)).toMatchObject({ sound: false, position: 8, why: 'cut' });
    await store.append([report('TDP-01', 24_320, 'CQS01'), report('TDP-01', 24_321, 'CQS01')]);
    expect(await store.audit.verify(noted)).toMatchObject({ sound: false, position: 9, why: 'noted' });
  });

  it('tells the history of an object, newest first and page by page', async () => {
    await store.append([
      { at: 1, actor: 'a', body: { kind: 'review', reports: [5, 8], state: 'approved', reason: '' } },
      { at: 2, actor: 'a', body: { kind: 'change', object: 'account:lan', action: 'created', detail: '' } }
    ]);
    const positions = async (object: string, before?: number) =>
      (await store.audit.historyOf(object, { before, limit: 2 })).map((entry) => entry.position);
    expect(await positions('report:r5')).toEqual([10, 6]);
    expect(await positions('report:r5', 6)).toEqual([5]);
    expect(await positions('report:r8')).toEqual([10, 8]);
    expect(await positions('group:TDP-01')).toEqual([9, 8]);
    expect(await positions('group:TDP-01', 8)).toEqual([5, 3]);
    expect(await positions('unit:48@2025-07-01')).toEqual([2]);
    expect(await positions('target:CQS01:48@2025-07-01')).toEqual([4]);
    expect(await positions('account:lan')).toEqual([11]);
    expect(await positions('account:nobody')).toEqual([]);
    const recent = await store.audit.recent(['review', 'change'], { limit: 2 });
    expect(recent.map(({ position }) => position)).toEqual([11, 10]);
    expect(recent[0]?.link).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses what was judged before the structure changed', async () => {
    const unit = everyKind()[1]!;
    await expect(store.append([unit], undefined, { structure: 3 })).rejects.toThrow(StructureMoved);
    await expect(store.append([unit], undefined, { structure: 4 })).resolves.toMatchObject({ first: 10 });
    await store.append([catalogue('NEW')]);
    await expect(store.append([unit], undefined, { structure: 10 })).rejects.toThrow(StructureMoved);
    expect(await store.audit.verify()).toMatchObject({ sound: true, entries: 11 });
  });
});
