import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { LogPutBack } from '../../src/lib/server/core/snapshot/follow.ts';
import { Connection } from '../../src/lib/sync/connection.ts';
import type { Feed } from '../../src/lib/sync/feed.ts';
import type { Manifest } from '../../src/lib/wire/manifest.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import { scopePath, type Scope } from '../../src/lib/wire/scope.ts';
import { postgresUrl } from '../support/postgres.ts';
import { startPutBackServer, type PutBackServer } from '../support/put-back-server.ts';
import { FIRST_GROUP, makeRealStore, ROOT } from '../support/real-store.ts';
import { rowsAsText } from '../support/same-rows.ts';
import { JANUARY, reportDraft } from '../support/small-country.ts';

// RULES 32: file, view, put back the file of before, file others past the old head, wake everybody.

const SCOPE: Scope = { root: ROOT, depth: 'commune' };
const GROUPS = [FIRST_GROUP, '20194-2', '20195-1', '19330-1'];
/** A viewer that is awake sees what is by then, milliseconds. */
const SOON_MS = 2_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'mangluoi-put-back-'));
  closing.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** Files reports whose figures tell in which history they were filed. */
async function file({ runtime }: PutBackServer, from: number, count: number): Promise<void> {
  for (let k = from; k < from + count; k++)
    await runtime.store.append([reportDraft(GROUPS[k % 4]!, JANUARY + (k % 3), { XHS01: k % 97 })]);
}

interface Viewer {
  readonly feed: Feed;
  readonly connection: Connection;
  readonly forgot: () => number;
}

function watch({ origin }: PutBackServer): Viewer {
  const connection = new Connection({
    origin,
    socket: { reconnectionDelayMax: 200 },
    failed: () => undefined
  });
  closing.push(() => connection.close());
  let forgot = 0;
  const feed = connection.follow(SCOPE, {
    periods: (periods) => feed.want(periods),
    forgotten: () => (forgot += 1)
  });
  return { feed, connection, forgot: () => forgot };
}

/** The parts as whoever holds nothing gets them. */
async function truth({ origin }: PutBackServer): Promise<string[]> {
  const { parts } = await manifestOf(origin);
  const texts: string[] = [];
  for (const { url } of parts) {
    const bytes = new Uint8Array(await (await fetch(origin + url)).arrayBuffer());
    texts.push(...rowsAsText(decodeRows(bytes).rows));
  }
  return texts;
}

async function manifestOf(origin: string): Promise<Manifest> {
  return (await (await fetch(`${origin}/api/v1/snapshots/${scopePath(SCOPE)}`)).json()) as Manifest;
}

function rowsOf({ feed }: Viewer): string[] {
  return feed.table.periods.flatMap((period) => {
    const block = feed.table.block(0, period);
    return block ? rowsAsText(block) : [];
  });
}

async function isTrue(server: PutBackServer, viewer: Viewer): Promise<void> {
  const head = await server.runtime.store.head();
  await expect
    .poll(() => [viewer.feed.status, viewer.feed.state.position], { timeout: SOON_MS, interval: 10 })
    .toEqual(['live', head]);
  expect(rowsOf(viewer)).toEqual(await truth(server));
}

interface Kept {
  readonly url: string;
  readonly etag: string;
}

/** What a cache keeps: every address with its entity tag, those by position among them. */
async function kept({ origin }: PutBackServer): Promise<Kept[]> {
  const { parts, nodes } = await manifestOf(origin);
  const urls = [...parts.flatMap(({ url }) => [url, url.replace(/\?.*/, '')]), nodes];
  return Promise.all(
    urls.map(async (url) => ({ url, etag: (await fetch(origin + url)).headers.get('etag') ?? '' }))
  );
}

async function answersNothingOfIt({ origin }: PutBackServer, cache: readonly Kept[]): Promise<void> {
  for (const { url, etag } of cache) {
    const answer = await fetch(origin + url, { headers: { 'if-none-match': etag } });
    expect(answer.status, url).not.toBe(304);
    expect(answer.headers.get('etag'), url).not.toBe(etag);
    if (url.includes('?')) expect(answer.headers.get('cache-control'), url).not.toContain('immutable');
  }
}

interface Place {
  readonly server: PutBackServer;
  /** Keeps the store as it is, while the program is stopped. */
  readonly keep: () => Promise<void>;
  /** Puts what was kept back, while the program is stopped. */
  readonly putBack: () => Promise<void>;
}

async function sqlitePlace(): Promise<Place & { readonly dataDir: string }> {
  const dataDir = await folder();
  await (await makeRealStore({ dataDir })).close();
  const server = await startPutBackServer(dataDir);
  closing.push(() => server.stop());
  const [store, aside] = [join(dataDir, 'mangluoi.sqlite'), join(dataDir, 'yesterday')];
  return {
    server,
    dataDir,
    keep: () => copyFile(store, aside),
    putBack: () => copyFile(aside, store)
  };
}

async function postgresPlace(): Promise<Place & { readonly dataDir: string; readonly url: string }> {
  const [dataDir, url] = [await folder(), await postgresUrl()];
  await (await makeRealStore({ dataDir, databaseUrl: url })).close();
  const server = await startPutBackServer(dataDir, url);
  closing.push(() => server.stop());
  const name = new URL(url).pathname.slice(1);
  const copy = async (from: string, to: string) => {
    const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
    await client.connect();
    await client.query(`drop database if exists ${to}`);
    await client.query(`create database ${to} template ${from}`);
    await client.end();
  };
  return {
    server,
    dataDir,
    url,
    keep: () => copy(name, `${name}_aside`),
    putBack: () => copy(`${name}_aside`, name)
  };
}

describe.each([
  ['SQLite', sqlitePlace],
  ['PostgreSQL', postgresPlace]
])('a store of yesterday that is put back in %s', (_, makePlace) => {
  test.each([
    ['the log ends before what was announced', 5, false],
    ['others were filed past the old head before anybody looked', 40, false],
    ['the folder went back with it', 40, true]
  ])('is another one to every viewer and cache: %s', async (_name, others, isWhole) => {
    const { server, dataDir, keep, putBack } = await makePlace();
    await file(server, 0, 12);
    await server.stop();
    await keep();
    await server.start();
    await file(server, 100, 30);
    const [awake, asleep] = [watch(server), watch(server)];
    await Promise.all([isTrue(server, awake), isTrue(server, asleep)]);
    const cache = await kept(server);
    asleep.connection.reconnect();
    const { id } = server.runtime.settings;
    await server.stop();
    await putBack();
    if (isWhole) {
      await rm(join(dataDir, 'announced'));
      await rm(join(dataDir, 'checkpoint.bin'), { force: true });
    }
    await server.start();
    expect(server.runtime.settings.id === id).toBe(isWhole);
    await file(server, 200, others);
    await Promise.all([isTrue(server, awake), isTrue(server, asleep)]);
    expect([awake.forgot(), asleep.forgot()]).toEqual([1, 1]);
    // Where the id stayed, what was not touched since is the same in both histories: the nodes are.
    const lost = cache.filter(({ url }) => !isWhole || !url.includes('/units/'));
    await answersNothingOfIt(server, lost);
    const fresh = watch(server);
    await isTrue(server, fresh);
  });

  test('says so in its log, once, and stays itself from then on', async () => {
    const { server, keep, putBack } = await makePlace();
    await server.stop();
    await keep();
    await server.start();
    await file(server, 0, 3);
    await expect.poll(() => server.runtime.publisher.fold.position).toBe(await server.runtime.store.head());
    await server.stop();
    await putBack();
    await server.start();
    const { id, earlierIds } = server.runtime.settings;
    expect(earlierIds).toHaveLength(1);
    const last = (await server.runtime.store.read(0, 100)).at(-1)?.body;
    expect(last).toMatchObject({ kind: 'change', object: 'setting:store', action: 'put-back' });
    await server.stop();
    await server.start();
    expect(server.runtime.settings.id).toBe(id);
  });
});

test('a log that is put back under the running program ends it, and nothing more is taken in', async () => {
  const { server, url } = await postgresPlace();
  await file(server, 0, 3);
  await expect.poll(() => server.runtime.publisher.fold.position).toBe(await server.runtime.store.head());
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const head = await server.runtime.store.head();
  const { rows } = await client.query<{ link: string }>('select link from log where position = $1', [
    head - 2
  ]);
  await client.query('begin');
  await client.query('delete from log where position > $1', [head - 2]);
  await client.query('update log_head set position = $1, link = $2', [head - 2, rows[0]?.link]);
  await client.query("select pg_notify('mangluoi_log', '')");
  await client.query('commit');
  await client.end();
  await expect.poll(() => server.ended.length).toBe(1);
  expect(server.ended[0]).toBeInstanceOf(LogPutBack);
  expect(server.runtime.ready).toBe(false);
});
