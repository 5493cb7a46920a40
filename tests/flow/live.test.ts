import { describe, expect, test } from 'vitest';
import type { ResyncReason } from '../../src/lib/wire/events.ts';
import { postgresUrl } from '../support/postgres.ts';
import {
  COUNTRY,
  draft,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE,
  targetDraft
} from '../support/small-country.ts';
import {
  closeAfterEach,
  COMMUNES_OF_ALL,
  file,
  FIRST,
  pathOf,
  raw,
  SECOND,
  snapshot,
  start,
  tableOf,
  until,
  watch
} from '../support/watching.ts';

// From a report in the log to the table of a viewer, over real HTTP and real sockets.

closeAfterEach();

describe.each([['SQLite'], ['PostgreSQL']])('over %s', (kind) => {
  const place = async () => (kind === 'PostgreSQL' ? { databaseUrl: await postgresUrl() } : {});

  test('a viewer that was cut off and came back equals one that stayed, and both the snapshot', async () => {
    const server = await start(await place());
    const stayed = watch(server, COMMUNES_OF_ALL);
    const left = watch(server, COMMUNES_OF_ALL);
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
    const truth = await snapshot(server, COMMUNES_OF_ALL);
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
      if (k % 10 === 0)
        joined.push(lines[k / 10]!.subscribe(k % 20 === 0 ? COMMUNES_OF_ALL : FIRST, 5 + (k >> 1)));
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
    const viewer = watch(server, COMMUNES_OF_ALL);
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
    const viewer = watch(server, SECOND);
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
    const viewer = watch(server, FIRST, ['polling']);
    await viewer.at(5);
    await file(server, 0);
    await viewer.at(6);
    expect(tableOf(server, viewer)).toEqual(await snapshot(server, FIRST));
  });

  test('other units or shapes, and a period never filed for before, make everybody take the manifest anew', async () => {
    const server = await start();
    const viewer = watch(server, COMMUNES_OF_ALL);
    await viewer.at(5);
    await server.store.append([reportDraft(GROUPS[0]!, JANUARY + 1, { XHS01: 9 })]);
    await viewer.at(6);
    expect(viewer.feed.table.periods).toEqual([JANUARY, JANUARY + 1]);
    await server.store.append([targetDraft(PROVINCES[0]!, 3)]);
    await viewer.at(7);
    const shapes = {
      level: 3 as const,
      validFrom: SINCE,
      shapes: '0'.repeat(64),
      schematic: true,
      source: 'test'
    };
    await server.store.append([draft({ kind: 'boundaries', ...shapes })]);
    await viewer.at(8);
    expect(server.hub.counts.resyncs).toMatchObject({ period: 1, structure: 2 });
    expect(tableOf(server, viewer)).toEqual(await snapshot(server, COMMUNES_OF_ALL));
  });

  test('who missed too much takes the parts anew', async () => {
    const server = await start({ limits: { missedEntries: 3 } });
    const viewer = watch(server, COMMUNES_OF_ALL);
    await viewer.at(5);
    viewer.connection.close();
    for (let k = 0; k < 6; k++) await server.store.append([reportDraft(GROUPS[k]!, JANUARY, { XHS01: k })]);
    await server.settled();
    const reasons: ResyncReason[] = [];
    const answer = await raw(server).subscribe(COMMUNES_OF_ALL, 5, (reason) => reasons.push(reason));
    expect(answer).toEqual({ ok: true, position: 11, resync: true });
    expect(reasons).toEqual(['far']);
  });
});
