import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { LIVE_PATH } from '../../src/lib/wire/events.ts';
import { formatScope } from '../../src/lib/wire/scope.ts';
import { DeafViewer } from '../support/deaf-viewer.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { COUNTRY, countryStructure, GROUPS, JANUARY, reportDraft } from '../support/small-country.ts';

// What no page of ours would ever send must cost nobody else anything.

const SCOPE = formatScope({ root: COUNTRY, depth: 'group' });
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(queuedBytes = 256 * 1024): Promise<LiveServer> {
  const server = await startLiveServer({
    limits: { queuedBytes, deltaMs: 0 },
    fill: (store) => store.append([...countryStructure(), reportDraft(GROUPS[0]!, JANUARY, { XHS01: 7 })])
  });
  closing.push(() => server.close());
  return server;
}

async function connected(server: LiveServer): Promise<Socket> {
  const socket = io(server.origin, { path: LIVE_PATH, transports: ['websocket'], forceNew: true });
  closing.push(() => socket.close());
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}

test.each([[{ toString: 1, valueOf: 1 }], [null], [[]], [7]])('unsubscribe %j is nothing', async (junk) => {
  const server = await start();
  const socket = await connected(server);
  socket.emit('unsubscribe', junk);
  const request = { scope: SCOPE, position: await server.store.head(), store: server.publisher.store };
  expect(await socket.emitWithAck('subscribe', request)).toMatchObject({ ok: true, resync: false });
});

test('who does not read and subscribes again still costs a bounded memory', async () => {
  const server = await start();
  const viewer = await DeafViewer.connect(server.origin);
  closing.push(() => viewer.close());
  const from = await server.store.head();
  const request = { scope: SCOPE, position: from, store: server.publisher.store };
  await viewer.subscribe(request);
  const round = (k: number) =>
    server.store.append(GROUPS.map((group) => reportDraft(group, JANUARY, { HD01: k, XHS01: k % 100 })));
  viewer.stopReading();
  for (let k = 0; server.hub.channels > 0 && k < 4_000; k++) await round(k);
  await server.settled();
  const { deltas } = server.hub.counts;
  for (let k = 0; k < 10; k++) {
    viewer.ask({ ...request, position: await server.store.head() });
    await round(k);
    await server.settled();
  }
  expect(server.hub.channels).toBe(0);
  expect(server.hub.counts.deltas).toBe(deltas);
  viewer.readAgain();
  await viewer.hears(`"reason":"slow"`);
});
