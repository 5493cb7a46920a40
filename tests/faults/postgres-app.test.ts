import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatPeriod } from '../../src/lib/domain/period.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { Connection } from '../../src/lib/sync/connection.ts';
import type { Manifest } from '../../src/lib/wire/manifest.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import { scopePath, type Scope } from '../../src/lib/wire/scope.ts';
import { startApp, type App } from '../support/app.ts';
import { PostgresBreaker } from '../support/postgres-breaker.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { makeRealStore, ROOT } from '../support/real-store.ts';
import { rowsAsText } from '../support/same-rows.ts';
import { JANUARY } from '../support/small-country.ts';

// The real program over a PostgreSQL that is cut off, killed, frozen and stopped under 16 writers and 4 viewers.

const KEY = 'a-key-of-this-test-alone';
const GROUPS = ['20194-1', '20194-2', '20195-1', '19330-1'];
const SCOPE: Scope = { root: ROOT, depth: 'commune' };
const WRITERS = 16;
/** How long an answer may take whatever the database does, milliseconds. */
const MOST_MS = 6_000;

let server: PostgresServer;
let breaker: PostgresBreaker;
let app: App;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-outage-'));
  server = await startPostgres({ durable: true });
  breaker = new PostgresBreaker(server);
  await (await makeRealStore({ dataDir, databaseUrl: server.url })).close();
  app = await startApp(dataDir, { DATABASE_URL: server.url, API_KEY: KEY, PUBLIC_DEPTH: 'commune' });
}, 300_000);
afterAll(async () => {
  breaker.thaw();
  await app.stop();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Accepted {
  readonly key: string;
  readonly position: number;
  readonly group: string;
  readonly value: number;
}

/** What all requests of a test together have seen. */
class Seen {
  readonly accepted: Accepted[] = [];
  readonly statuses = new Map<number, number>();
  readonly wrong: string[] = [];
  slowest = 0;

  async ask(
    path: string,
    init: RequestInit = {},
    allowed: readonly number[] = [200]
  ): Promise<Response | null> {
    const from = performance.now();
    try {
      const answer = await fetch(app.url + path, init);
      const ms = performance.now() - from;
      this.slowest = Math.max(this.slowest, ms);
      this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
      if (!allowed.includes(answer.status))
        this.wrong.push(`${path}: ${answer.status} ${await answer.text()}`);
      if (answer.status === 503 && !answer.headers.has('retry-after'))
        this.wrong.push(`${path}: no Retry-After`);
      if (ms > MOST_MS) this.wrong.push(`${path}: ${Math.round(ms)} ms`);
      return answer;
    } catch (error) {
      this.wrong.push(`${path}: ${String(error)}`);
      return null;
    }
  }
}

/** Files one report after the other, each under its key until it is accepted. */
async function write(writer: number, seen: Seen, stop: AbortSignal): Promise<void> {
  for (let k = 0; !stop.aborted; k++) {
    const key = `w${writer}-${k}`;
    const group = GROUPS[(writer + k) % GROUPS.length] ?? '';
    const value = (writer * 7 + k) % 100;
    const body = JSON.stringify({
      group,
      period: formatPeriod(JANUARY + (k % 3)),
      values: [{ indicator: 'XHS01', numerator: value }]
    });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${KEY}`,
      'idempotency-key': key
    };
    for (let accepted = false; !accepted;) {
      const answer = await seen.ask('/api/v1/reports', { method: 'POST', headers, body }, [200, 201, 503]);
      accepted = answer?.ok ?? false;
      if (answer && accepted) {
        const { reports } = (await answer.json()) as { reports: { position: number }[] };
        seen.accepted.push({ key, position: reports[0]?.position ?? 0, group, value });
      } else await delay(100);
    }
    await delay(20);
  }
}

/** Reads what everybody may read, again and again: whatever happens to the database, it is answered. */
async function read(seen: Seen, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await seen.ask('/healthz');
    await seen.ask(`/api/v1/snapshots/${scopePath(SCOPE)}`);
    await seen.ask('/readyz', {}, [200, 503]);
    await delay(50);
  }
}

async function ready(): Promise<number> {
  return (await fetch(`${app.url}/readyz`)).status;
}

async function until(status: number, within: number): Promise<void> {
  await expect.poll(ready, { timeout: within, interval: 50 }).toBe(status);
}

test('nothing accepted is lost and nothing is there twice; the program lives on and comes back', async () => {
  const seen = new Seen();
  const stop = new AbortController();
  const viewers = Array.from({ length: 4 }, () => {
    const connection = new Connection({ origin: app.url, socket: { reconnectionDelayMax: 500 } });
    const feed = connection.follow(SCOPE, { periods: (periods) => feed.want(periods) });
    return { connection, feed };
  });
  const work = [
    ...Array.from({ length: WRITERS }, (_, writer) => write(writer, seen, stop.signal)),
    read(seen, stop.signal)
  ];
  await delay(1_000);
  for (let k = 0; k < 5; k++) {
    expect(await breaker.terminate(server.url)).toBeGreaterThan(0);
    await delay(300);
  }
  await until(200, 5_000);
  await breaker.freeze();
  await until(503, 5_000);
  await delay(2_000);
  breaker.thaw();
  await until(200, 5_000);
  await delay(500);
  await breaker.kill();
  await until(503, 3_000);
  await delay(1_000);
  await breaker.again();
  await until(200, 10_000);
  await delay(500);
  await breaker.stopFast();
  await until(503, 3_000);
  await breaker.again();
  await until(200, 10_000);
  await delay(500);
  stop.abort();
  await Promise.all(work);

  expect(seen.wrong.slice(0, 5)).toEqual([]);
  expect(seen.statuses.get(503)).toBeGreaterThan(0);
  const store = await openStore({ dataDir, databaseUrl: server.url });
  const head = await store.head();
  const entries = await store.read(0, head);
  await store.close();
  const filed = entries.filter(({ actor }) => actor.startsWith('key:'));
  expect(new Set(seen.accepted.map(({ position }) => position)).size).toBe(seen.accepted.length);
  expect(filed.length).toBe(seen.accepted.length);
  for (const { position, group, value } of seen.accepted) {
    const body = entries[position - 1]?.body;
    expect(body).toMatchObject({ kind: 'report', group });
    expect(body?.kind === 'report' && body.values[0]?.numerator).toBe(value);
  }

  const manifest = (await (
    await fetch(`${app.url}/api/v1/snapshots/${scopePath(SCOPE)}`)
  ).json()) as Manifest;
  expect(manifest.position).toBe(head);
  const rows: string[] = [];
  for (const { url } of manifest.parts)
    rows.push(
      ...rowsAsText(decodeRows(new Uint8Array(await (await fetch(app.url + url)).arrayBuffer())).rows)
    );
  expect(rows.length).toBeGreaterThan(0);
  for (const { feed, connection } of viewers) {
    await expect
      .poll(() => [feed.status, feed.state.position], { timeout: 60_000 })
      .toEqual(['live', manifest.position]);
    const table = feed.table.periods.flatMap((period) => {
      const block = feed.table.block(0, period);
      return block ? rowsAsText(block) : [];
    });
    expect(table).toEqual(rows);
    connection.close();
  }
  console.log(
    `${seen.accepted.length} accepted, answers ${JSON.stringify([...seen.statuses])}, slowest ${Math.round(seen.slowest)} ms`
  );
}, 300_000);
