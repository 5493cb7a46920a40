import { afterEach, describe, expect, test } from 'vitest';
import { Connection } from '../../src/lib/sync/connection.ts';
import type { Feed } from '../../src/lib/sync/feed.ts';
import type { ResyncReason } from '../../src/lib/wire/events.ts';
import type { Manifest, NodeTable } from '../../src/lib/wire/manifest.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import type { DeltaHead } from '../../src/lib/wire/rows-head.ts';
import { formatScope, scopePath, type Scope } from '../../src/lib/wire/scope.ts';
import { startLiveServer, type LiveServer, type LiveServerOptions } from '../support/live-server.ts';
import { postgresUrl } from '../support/postgres.ts';
import { openRawLine, type RawLine } from '../support/raw-line.ts';
import { rowsAsText } from '../support/same-rows.ts';
import {
  COUNTRY,
  countryStructure,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  targetDraft
} from '../support/small-country.ts';

// From a report in the log to the table of a viewer, over real HTTP and real sockets.

const COMMUNES: Scope = { root: COUNTRY, depth: 'commune' };
const FIRST: Scope = { root: PROVINCES[0]!, depth: 'group' };
const SECOND: Scope = { root: PROVINCES[1]!, depth: 'group' };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: LiveServerOptions = {}): Promise<LiveServer> {
  const server = await startLiveServer({
    fill: (store) => store.append([...countryStructure(), reportDraft(GROUPS[0]!, JANUARY, { XHS01: 7 })]),
    ...options
  });
  closing.push(() => server.close());
  return server;
}

interface Viewer {
  readonly feed: Feed;
  readonly connection: Connection;
  readonly deltas: DeltaHead[];
  /** Resolves when the table is live and complete up to a position. */
  at(position: number): Promise<void>;
}

function view(server: LiveServer, scope: Scope, transports?: ('websocket' | 'polling')[]): Viewer {
  const faults: unknown[] = [];
  const socket = { reconnectionDelayMax: 200, ...(transports ? { transports } : {}) };
  const connection = new Connection({ origin: server.origin, socket, failed: (error) => faults.push(error) });
  closing.push(() => connection.close());
  const deltas: DeltaHead[] = [];
  const feed = connection.follow(scope, {
    periods: (periods) => feed.want(periods),
    delta: (head) => deltas.push(head)
  });
  const at = async (position: number) => {
    await until(
      () => feed.status === 'live' && feed.state.position === position,
      () => [feed.status, feed.state.position]
    );
    expect(faults).toEqual([]);
  };
  return { feed, connection, deltas, at };
}

async function until(holds: () => boolean, said: () => unknown = () => ''): Promise<void> {
  for (const start = Date.now(); !holds();) {
    if (Date.now() - start > 10_000) throw new Error(`waited in vain: ${JSON.stringify(said())}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function raw(server: LiveServer, headers?: Record<string, string>): RawLine {
  const line = openRawLine(server, headers);
  closing.push(() => line.close());
  return line;
}

const pathOf = (server: LiveServer, scope: Scope) => `${server.origin}/api/v1/snapshots/${scopePath(scope)}`;

async function snapshot(server: LiveServer, scope: Scope): Promise<string[]> {
  const manifest = (await (await fetch(pathOf(server, scope))).json()) as Manifest;
  const texts: string[] = [];
  for (const { url } of manifest.parts) {
    const bytes = new Uint8Array(await (await fetch(server.origin + url)).arrayBuffer());
    texts.push(...rowsAsText(decodeRows(bytes).rows));
  }
  return texts;
}

function tableOf(server: LiveServer, { feed }: Viewer): string[] {
  const { indicators } = server.publisher.fold.world;
  return feed.table.periods.flatMap((period) =>
    indicators.flatMap(({ ordinal }) => {
      const block = feed.table.block(ordinal, period);
      return block ? rowsAsText(block) : [];
    })
  );
}

const file = (server: LiveServer, k: number) =>
  server.store.append([
    reportDraft(GROUPS[k % 8]!, JANUARY + (k % 3), { XHS01: k % 100, KTS01: k, HD01: 2 * k })
  ]);

describe.each([['SQLite'], ['PostgreSQL']])('over %s', (kind) => {
  const place = async () => (kind === 'PostgreSQL' ? { databaseUrl: await postgresUrl() } : {});

  test('a viewer that was cut off and came back equals one that stayed, and both the snapshot', async () => {
    const server = await start(await place());
    const stayed = view(server, COMMUNES);
    const left = view(server, COMMUNES);
    await Promise.all([stayed.at(5), left.at(5)]);
    for (let k = 0; k < 40; k++) {
      await file(server, k);
      if (k === 10) left.connection.reconnect();
      if (k === 20)
        await server.store.append([reviewDraft([6, 7, 8], 'approved'), reviewDraft([9], 'returned')]);
      if (k === 25) await server.store.append([targetDraft(COUNTRY, 5)]);
      if (k === 30) left.connection.reconnect();
    }
    const head = await server.store.head();
    await Promise.all([stayed.at(head), left.at(head)]);
    const truth = await snapshot(server, COMMUNES);
    expect(truth.length).toBeGreaterThan(50);
    expect(tableOf(server, stayed)).toEqual(truth);
    expect(tableOf(server, left)).toEqual(truth);
  });

  test('what was missed comes out of the log, once, and the stream goes on from there', async () => {
    const server = await start(await place());
    for (let k = 0; k < 6; k++) await server.store.append([reportDraft(GROUPS[0]!, JANUARY, { XHS01: k })]);
    await server.settled();
    const line = raw(server);
    expect(await line.subscribe(FIRST, 7)).toEqual({ ok: true, position: 11, resync: false });
    expect(line.said).toEqual([{ what: 'delta', from: 7, to: 11 }]);
    await server.store.append([reportDraft(GROUPS[1]!, JANUARY, { XHS01: 99 })]);
    await until(() => line.said.length === 2);
    expect(line.said[1]).toEqual({ what: 'delta', from: 11, to: 12 });
    const elsewhere = raw(server);
    expect(await elsewhere.subscribe(SECOND, 7)).toMatchObject({ position: 12 });
    expect(elsewhere.said).toEqual([{ what: 'advance', from: 7, to: 12 }]);
  });

  test('whoever joins in the middle of a storm hears everything once', async () => {
    const server = await start({ ...(await place()), limits: { deltaMs: 3 } });
    const lines = Array.from({ length: 12 }, () => raw(server));
    const joined: Promise<unknown>[] = [];
    for (let k = 0; k < 120; k++) {
      await server.store.append([reportDraft(GROUPS[k % 8]!, JANUARY, { XHS01: k % 100 })]);
      if (k % 10 === 0) joined.push(lines[k / 10]!.subscribe(k % 20 === 0 ? COMMUNES : FIRST, 5 + (k >> 1)));
    }
    await Promise.all(joined);
    await until(() => lines.every(({ said }) => said.at(-1)?.to === 125));
    for (const [i, { said }] of lines.entries()) {
      let position = 5 + i * 5;
      for (const { from, to } of said) {
        expect(from).toBe(position);
        position = to;
      }
    }
  });
});

describe('the stream', () => {
  test('deltas follow each other without gap or overlap, and a burst is gathered', async () => {
    const server = await start();
    const viewer = view(server, COMMUNES);
    await viewer.at(5);
    await Promise.all(
      Array.from({ length: 60 }, () => server.store.append([reportDraft(GROUPS[3]!, JANUARY, { XHS01: 3 })]))
    );
    await viewer.at(65);
    let position = 5;
    for (const { from, to } of viewer.deltas) {
      expect(from).toBe(position);
      position = to;
    }
    expect(position).toBe(65);
    expect(viewer.deltas.length).toBeLessThan(20);
    const { arrivals } = viewer.deltas.at(-1)!;
    expect(arrivals.length).toBeLessThanOrEqual(20);
    const commune = server.publisher.fold.world.tree.unit(`20195@2020-01-01`)!.ordinal;
    expect(arrivals.at(-1)).toMatchObject({ node: commune, period: JANUARY, position: 65 });
  });

  test('a scope in which nothing happens is only told how far the log is, and its parts stay fresh', async () => {
    const server = await start({ limits: { advanceMs: 20 } });
    const tagOf = async () => (await fetch(`${pathOf(server, SECOND)}/2026-01`)).headers.get('etag');
    const viewer = view(server, SECOND);
    await viewer.at(5);
    const tag = await tagOf();
    for (let k = 0; k < 5; k++) await server.store.append([reportDraft(GROUPS[0]!, JANUARY, { XHS01: k })]);
    await viewer.at(10);
    expect(viewer.deltas).toEqual([]);
    expect(await tagOf()).toBe(tag);
    await server.store.append([reportDraft(GROUPS[7]!, JANUARY, { XHS01: 5 })]);
    await viewer.at(11);
    expect(await tagOf()).not.toBe(tag);
  });

  test('works over polling where WebSocket does not get through', async () => {
    const server = await start();
    const viewer = view(server, FIRST, ['polling']);
    await viewer.at(5);
    await file(server, 0);
    await viewer.at(6);
    expect(tableOf(server, viewer)).toEqual(await snapshot(server, FIRST));
  });

  test('other units, and a period never filed for before, make everybody take the manifest anew', async () => {
    const server = await start();
    const viewer = view(server, COMMUNES);
    await viewer.at(5);
    await server.store.append([reportDraft(GROUPS[0]!, JANUARY + 1, { XHS01: 9 })]);
    await viewer.at(6);
    expect(viewer.feed.table.periods).toEqual([JANUARY, JANUARY + 1]);
    await server.store.append([targetDraft(PROVINCES[0]!, 3)]);
    await viewer.at(7);
    expect(server.hub.counts.resyncs).toMatchObject({ period: 1, structure: 1 });
    expect(tableOf(server, viewer)).toEqual(await snapshot(server, COMMUNES));
  });

  test('who missed too much takes the parts anew', async () => {
    const server = await start({ limits: { missedEntries: 3 } });
    const viewer = view(server, COMMUNES);
    await viewer.at(5);
    viewer.connection.close();
    for (let k = 0; k < 6; k++) await server.store.append([reportDraft(GROUPS[k]!, JANUARY, { XHS01: k })]);
    await server.settled();
    const reasons: ResyncReason[] = [];
    const answer = await raw(server).subscribe(COMMUNES, 5, (reason) => reasons.push(reason));
    expect(answer).toEqual({ ok: true, position: 11, resync: true });
    expect(reasons).toEqual(['far']);
  });
});

describe('the door', () => {
  test('another store, an unknown scope, too many scopes and what may not be read are refused by name', async () => {
    const server = await start({
      mayRead: ({ root }) => root !== PROVINCES[1],
      limits: { subscriptions: 1 }
    });
    const line = raw(server);
    const ask = (scope: Scope, position: number) => line.subscribe(scope, position);
    expect(await ask({ root: 'XX@2020-01-01', depth: 'commune' }, 5)).toEqual({
      ok: false,
      code: 'unknown-scope'
    });
    expect(await ask({ root: COUNTRY, depth: 'group' }, -1)).toEqual({ ok: false, code: 'bad-request' });
    expect(await ask(SECOND, 5)).toEqual({ ok: false, code: 'forbidden' });
    expect((await fetch(pathOf(server, SECOND))).status).toBe(403);
    expect((await fetch(`${pathOf(server, SECOND)}/2026-01`)).status).toBe(403);
    expect((await fetch(`${server.origin}/api/v1/units/${scopePath(SECOND)}`)).status).toBe(403);
    const reasons: ResyncReason[] = [];
    const answer = await line.subscribe(FIRST, 99, (reason) => reasons.push(reason));
    expect(answer).toMatchObject({ ok: true, resync: true });
    expect(reasons).toEqual(['store']);
    expect(await ask(FIRST, 5)).toEqual({ ok: true, position: 5, resync: false });
    expect(await ask(COMMUNES, 5)).toEqual({ ok: false, code: 'too-many' });
  });

  test('pages of other origins and too many sockets from one address are turned away', async () => {
    const server = await start({ limits: { socketsPerAddress: 1 } });
    await expect(raw(server, { origin: 'http://elsewhere.example' }).connected()).rejects.toThrow();
    await raw(server, { origin: server.origin }).connected();
    await expect(raw(server).connected()).rejects.toThrow('too-many');
  });
});

describe('snapshots over HTTP', () => {
  test('a part has its position, an entity tag and every coding; by its position it is immutable', async () => {
    const server = await start();
    const url = `${pathOf(server, COMMUNES)}/2026-01`;
    const texts = new Set<string>();
    for (const coding of ['zstd', 'br', 'gzip', 'identity;q=1']) {
      const answer = await fetch(url, { headers: { 'accept-encoding': coding } });
      expect(answer.status).toBe(200);
      if (coding === 'zstd') expect(answer.headers.get('content-encoding')).toBe('zstd');
      const message = decodeRows(new Uint8Array(await answer.arrayBuffer()));
      expect(message.head).toMatchObject({
        kind: 'part',
        position: 5,
        period: JANUARY,
        scope: formatScope(COMMUNES)
      });
      texts.add(rowsAsText(message.rows).join('\n'));
    }
    expect(texts.size).toBe(1);
    const first = await fetch(url);
    const tag = first.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect(first.headers.get('cache-control')).toContain('no-cache');
    expect((await fetch(`${url}?at=5`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${url}?at=4`)).headers.get('cache-control')).not.toContain('immutable');
    await file(server, 0);
    await server.settled();
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  test('a slice is that indicator of the part, and the nodes name every ordinal of it', async () => {
    const server = await start();
    const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
    const part = decodeRows(await bytesAt(`${pathOf(server, FIRST)}/2026-01`)).rows;
    const slice = decodeRows(await bytesAt(`${pathOf(server, FIRST)}/2026-01/KTS01`)).rows;
    expect(rowsAsText(slice)).toEqual(rowsAsText(part).filter((line) => line.split(' ')[1] === '1'));
    const nodes = (await (
      await fetch(`${server.origin}/api/v1/units/${scopePath(FIRST)}`)
    ).json()) as NodeTable;
    expect(nodes.above).toBe(1);
    expect(nodes.ordinal[nodes.above]).toBe(nodes.root);
    for (const node of part.node) expect(nodes.ordinal).toContain(node);
  });

  test.each([
    ['snapshots/VN@2020-01-01/planet', 404],
    ['snapshots/VN@1999-01-01/commune', 404],
    ['snapshots/20194@2020-01-01/province', 404],
    ['snapshots/VN@2020-01-01/commune/2026-07', 404],
    ['snapshots/VN@2020-01-01/commune/2026-01/NONE', 404],
    ['snapshots/VN@2020-01-01/commune/latest', 404]
  ])('%s answers %i', async (path, status) => {
    const server = await start();
    expect((await fetch(`${server.origin}/api/v1/${path}`)).status).toBe(status);
  });
});
