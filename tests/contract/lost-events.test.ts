import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendAll } from '../../src/lib/server/core/store/append.ts';
import { openPostgres } from '../../src/lib/server/core/store/postgres.ts';
import { Ordinals } from '../../src/lib/server/core/store/ordinals.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { postgresUrl } from '../support/postgres.ts';
import { catalogue } from './entries.ts';

let url: string;
let store: Store;
let first: pg.Client;
let second: pg.Client;

beforeAll(async () => {
  url = await postgresUrl();
  store = await openStore({ dataDir: '', databaseUrl: url });
  [first, second] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([first.connect(), second.connect()]);
});
afterAll(async () => {
  await Promise.all([first.end(), second.end(), store.close()]);
});

it('a plain sequence read as a cursor loses what an earlier number commits later', async () => {
  await first.query('create table plain (id bigserial primary key, body text)');
  const after = async (cursor: number) => {
    const { rows } = await second.query<{ id: string }>('select id from plain where id > $1 order by id', [
      cursor
    ]);
    return rows.map(({ id }) => Number(id));
  };
  await first.query('begin');
  await first.query("insert into plain (body) values ('slow')");
  await second.query("insert into plain (body) values ('quick')");
  const seen = await after(0);
  await first.query('commit');
  const seenLater = await after(Math.max(...seen));
  expect([...seen, ...seenLater]).toEqual([2]);
});

it('our position makes the later appender wait, and loses nothing', async () => {
  const slow = openPostgres(url);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let inside = () => {};
  const isInside = new Promise<void>((resolve) => (inside = resolve));
  const slowAppend = appendAll(
    { ...slow, announce: () => (inside(), held) },
    { ordinals: Ordinals.none, catalogue: 0 },
    [{ batch: [{ ...catalogue('SLOW'), actor: 'slow' }], receipt: undefined }]
  );
  await isInside;
  const quickAppend = store.append([{ ...catalogue('QUICK'), actor: 'quick' }]);
  await someoneWaitsForALock();
  const seen = await store.read(0, 10);
  release();
  await Promise.all([slowAppend, quickAppend]);
  const seenLater = await store.read(seen.at(-1)?.position ?? 0, 10);
  expect([...seen, ...seenLater].map(({ position, actor }) => [position, actor])).toEqual([
    [1, 'slow'],
    [2, 'quick']
  ]);
  await slow.db.destroy();
});

async function someoneWaitsForALock(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await second.query(waiting)).rowCount === 0) await delay(5);
}
