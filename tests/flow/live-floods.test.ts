import { monitorEventLoopDelay } from 'node:perf_hooks';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { LIVE_PATH } from '../../src/lib/wire/events.ts';
import { formatScope } from '../../src/lib/wire/scope.ts';
import { flood, frame, pollingHandshake, pollingPost } from '../support/flood.ts';
import { COUNTRY, GROUPS, JANUARY, reportDraft } from '../support/small-country.ts';
import { closeAfterEach, COMMUNES_OF_ALL, raw, start, watch } from '../support/watching.ts';

// Sockets that send as fast as they can are ended, and cost nobody else anything worth speaking of.

closeAfterEach();

const SCOPE = formatScope({ root: COUNTRY, depth: 'commune' });
const event = (...said: unknown[]) => frame(`42${JSON.stringify(said)}`);
const request = { scope: SCOPE, position: 5, store: 'x' };

/** Each kind was not ended before, and two of the first kept every other answer waiting for twelve seconds. */
const FLOODS: readonly (readonly [string, readonly Buffer[]])[] = [
  ['follow and unfollow', [event('follow', SCOPE), event('unfollow', SCOPE)]],
  [
    'subscribe and unsubscribe',
    [frame(`420${JSON.stringify(['subscribe', request])}`), event('unsubscribe', SCOPE)]
  ],
  ['garbage', [frame('42["'), frame('4zzz'), frame('x')]],
  ['answers to nothing', [frame('437["x"]')]],
  ['other namespaces', [frame('40/elsewhere,')]],
  ['pongs of the engine', [frame('3')]],
  ['pings of the transport', [frame('', 9)]],
  ['empty pieces of a message', [frame('4', 1, false), frame('', 0, false), frame('', 0, false)]],
  ['large packets', [frame(`42["follow","${'x'.repeat(15_000)}"]`)]]
];

test.each(FLOODS)('%s', async (_, frames) => {
  const server = await start();
  const viewer = watch(server, COMMUNES_OF_ALL);
  await viewer.at(5);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ended = await Promise.all([flood(server.origin, frames), flood(server.origin, frames)]);
  delay.disable();
  for (const { endedAfter } of ended) expect(endedAfter).toBeLessThan(2_000);
  expect(delay.max / 1e6).toBeLessThan(1_000);
  expect(viewer.feed.status).toBe('live');
});

test('an event that no client of ours has, or a binary packet, ends the socket at once', async () => {
  const server = await start();
  for (const packets of [['42["whatever",1]'], ['451-["follow",{"_placeholder":true,"num":0}]'], ['bAAAA']]) {
    const sid = String(await pollingHandshake(server.origin));
    expect(await pollingPost(server.origin, sid, ['40'])).toBe(200);
    await pollingPost(server.origin, sid, packets);
    expect(await pollingPost(server.origin, sid, ['3'])).toBe(400);
  }
});

test('one request of polling with thousands of packets ends its session', async () => {
  const server = await start();
  for (const packet of ['40', '3', '42["follow",1]']) {
    const sid = String(await pollingHandshake(server.origin));
    if (packet !== '40') await pollingPost(server.origin, sid, ['40']);
    await pollingPost(
      server.origin,
      sid,
      Array.from({ length: Math.floor(16_000 / (packet.length + 1)) }, () => packet)
    );
    expect(await pollingPost(server.origin, sid, ['3'])).toBe(400);
  }
  await expect.poll(() => server.hub.counts.sockets).toBe(0);
});

test('handshakes over polling count as sockets, whether or not they join', async () => {
  const server = await start({ limits: { socketsPerAddress: 20, handshakesPerAddress: 5 } });
  const answers = await Promise.all(Array.from({ length: 60 }, () => pollingHandshake(server.origin)));
  expect(answers.filter((answer) => typeof answer === 'string')).toHaveLength(25);
  expect(new Set(answers.filter((answer) => typeof answer === 'number'))).toEqual(new Set([403]));
});

test('whoever is known is counted by account: an address that is full lets them in', async () => {
  const server = await start({
    limits: { socketsPerAddress: 2, handshakesPerAddress: 0 },
    holderOf: ({ header }) => Promise.resolve(header('x-who'))
  });
  await Promise.all([raw(server).connected(), raw(server).connected()]);
  await expect(raw(server).connected()).rejects.toThrow();
  await raw(server, { 'x-who': 'account:1' }).connected();
  await raw(server, { 'x-who': 'account:1' }).connected();
  await expect(raw(server, { 'x-who': 'account:1' }).connected()).rejects.toThrow();
  await raw(server, { 'x-who': 'account:2' }).connected();
});

test('a caller that floods, comes back and floods again is let in less and less; its neighbours stay', async () => {
  const server = await start({ limits: { sendingPerCaller: { burst: 1_500, perSecond: 10 } } });
  const neighbour = watch(server, COMMUNES_OF_ALL);
  await neighbour.at(5);
  const frames = [event('follow', SCOPE), event('unfollow', SCOPE)];
  for (let k = 0; k < 4; k++) await flood(server.origin, frames, 500);
  const late = io(server.origin, {
    path: LIVE_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true
  });
  await expect(
    new Promise((resolve, reject) => {
      late.once('connect', () => resolve('in'));
      late.once('connect_error', reject);
    })
  ).rejects.toThrow();
  late.close();
  expect(neighbour.feed.status).toBe('live');
});

test('whoever missed more than its caller may still ask for takes the parts', async () => {
  const server = await start({ limits: { sendingPerCaller: { burst: 100, perSecond: 0 } } });
  const line = raw(server);
  await line.connected();
  const reasons: string[] = [];
  for (let k = 0; k < 60; k++)
    await server.store.append(
      Array.from({ length: 50 }, () => reportDraft(GROUPS[0]!, JANUARY, { HD01: k }))
    );
  await server.settled();
  const answer = await line.subscribe(COMMUNES_OF_ALL, 5, (reason) => reasons.push(reason));
  expect(answer).toMatchObject({ ok: true, resync: true });
  expect(reasons).toEqual(['far']);
});
