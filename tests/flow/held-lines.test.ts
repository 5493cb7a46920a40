import { expect, test, vi } from 'vitest';
import { Connection } from '../../src/lib/sync/connection.ts';
import { holdingProxy } from '../support/holding-proxy.ts';
import { reportDraft, GROUPS, JANUARY } from '../support/small-country.ts';
import { closeAfterEach, COMMUNES_OF_ALL, start, until } from '../support/watching.ts';

// Networks that hold what they do not like, without an answer: nothing was refused, so nothing else would be tried.

vi.setConfig({ testTimeout: 30_000 });
closeAfterEach();

async function viewer() {
  const server = await start();
  const proxy = await holdingProxy(server.origin);
  const moments: (number | null)[] = [];
  const open = () => {
    const connection = new Connection({ origin: proxy.origin, beat: (at) => moments.push(at) });
    const feed = connection.follow(COMMUNES_OF_ALL, { periods: (periods) => feed.want(periods) });
    return { connection, feed };
  };
  return { server, proxy, open, moments };
}

test('a network that holds WebSocket upgrades is left for polling: live within 10 seconds, and deltas come', async () => {
  const { server, proxy, open, moments } = await viewer();
  proxy.holdUpgrades(true);
  const begun = performance.now();
  const { connection, feed } = open();
  try {
    await until(
      () => feed.status === 'live',
      () => proxy.seen
    );
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(moments.some((at) => at !== null)).toBe(true);
    await server.store.append([reportDraft(GROUPS[1]!, JANUARY, { XHS01: 9 })]);
    await until(() => feed.state.position === 6);
    expect(proxy.seen.polls).toBeGreaterThan(2);
    // The way that works is kept: coming back asks for no WebSocket first.
    const again = performance.now();
    connection.reconnect();
    await until(() => feed.status !== 'live');
    await until(() => feed.status === 'live');
    expect(performance.now() - again).toBeLessThan(3_000);
  } finally {
    connection.close();
    await proxy.close();
  }
});

test('where the network lets WebSockets through, one is opened at once and nothing is polled', async () => {
  const { proxy, open } = await viewer();
  const { connection, feed } = open();
  try {
    await until(() => feed.status === 'live');
    expect(proxy.seen).toEqual({ upgrades: 1, polls: 0 });
  } finally {
    connection.close();
    await proxy.close();
  }
});
