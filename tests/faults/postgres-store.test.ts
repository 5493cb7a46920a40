import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUnavailable } from '../../src/lib/server/core/store/outage.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { PostgresBreaker } from '../support/postgres-breaker.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { countryStructure, GROUPS, JANUARY, reportDraft } from '../support/small-country.ts';

// A store whose PostgreSQL breaks: every wait ends, nothing ends the program, and it comes back by itself.

let server: PostgresServer;
let breaker: PostgresBreaker;
let store: Store;

beforeAll(async () => {
  server = await startPostgres({ durable: true });
  breaker = new PostgresBreaker(server);
  store = await openStore({ dataDir: '', databaseUrl: server.url });
  await store.append(countryStructure());
});
afterAll(async () => {
  breaker.thaw();
  await store.close();
  await server.stop();
});

const report = (value: number) => [reportDraft(GROUPS[0]!, JANUARY, { XHS01: value })];

/** What became of an append, and how long it took, milliseconds. */
async function attempt(value: number): Promise<{ said: unknown; ms: number }> {
  const from = performance.now();
  const said = await store.append(report(value)).then(
    () => 'stored',
    (error: unknown) => (isUnavailable(error) ? 'unavailable' : error)
  );
  return { said, ms: performance.now() - from };
}

async function back(): Promise<void> {
  await expect.poll(async () => (await attempt(1)).said, { timeout: 15_000, interval: 100 }).toBe('stored');
}

test('connections that are ended while they are out end no program', async () => {
  const head = await store.head();
  let stored = 0;
  for (let round = 0; round < 5; round++) {
    const busy = Array.from({ length: 16 }, (_, k) => attempt(k));
    await delay(round);
    await breaker.terminate(server.url);
    const outcomes = await Promise.all(busy);
    for (const { said } of outcomes) expect(['stored', 'unavailable']).toContain(said);
    stored += outcomes.filter(({ said }) => said === 'stored').length;
  }
  await back();
  expect(await store.head()).toBeGreaterThanOrEqual(head + stored + 1);
});

test('a wake-up comes again after its connection was ended', async () => {
  const other = await openStore({ dataDir: '', databaseUrl: server.url });
  await breaker.terminate(server.url);
  await back();
  await expect.poll(() => store.reachable && other.reachable).toBe(true);
  await delay(500);
  const woken = new Promise<void>((resolve) => other.onWake(resolve));
  await store.append(report(2));
  await woken;
  await other.close();
});

test('a frozen server is noticed within seconds, then whoever asks is refused at once', async () => {
  const heard: boolean[] = [];
  const deafen = store.onReach((isReachable) => heard.push(isReachable));
  await breaker.freeze();
  const waiting = await Promise.all([attempt(3), attempt(4), store.head().catch(isUnavailable)]);
  expect(waiting[0].said).toBe('unavailable');
  expect(waiting[0].ms).toBeLessThan(6_000);
  expect(waiting[2]).toBe(true);
  expect(store.reachable).toBe(false);
  const next = await attempt(5);
  expect(next.said).toBe('unavailable');
  expect(next.ms).toBeLessThan(50);
  breaker.thaw();
  await back();
  expect(heard).toEqual([false, true]);
  deafen();
});

test('a server that is killed, and one that is stopped, are found again', async () => {
  for (const end of ['kill', 'stopFast'] as const) {
    const before = await attempt(6);
    expect(before.said).toBe('stored');
    const head = await store.head();
    await breaker[end]();
    expect((await attempt(7)).said).toBe('unavailable');
    await breaker.again();
    await back();
    expect(await store.head()).toBe(head + 1);
    expect(await store.audit.last()).toMatchObject({ position: head + 1 });
  }
});
