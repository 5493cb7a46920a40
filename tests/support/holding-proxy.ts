import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A proxy between a page and the server that can hold things without an answer. */
export interface HoldingProxy {
  readonly origin: string;
  /** How many requests of a kind have come, held or not. */
  readonly seen: { upgrades: number; polls: number };
  /** Whether WebSocket upgrades are held from now on. */
  holdUpgrades(is: boolean): void;
  /** From now on nothing of open WebSockets goes through any more, either way; they stay open. */
  freeze(): void;
  close(): Promise<void>;
}

/** Starts one in front of an origin. Connections are not reused, so that each is one request or one WebSocket. */
export async function holdingProxy(origin: string): Promise<HoldingProxy> {
  const { hostname, port } = new URL(origin);
  const open = new Set<Socket>();
  const sockets: { hold: boolean }[] = [];
  const seen = { upgrades: 0, polls: 0 };
  let holds = false;
  const server = createServer((client) => {
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => undefined);
    client.once('data', (head) => {
      const text = head.toString('latin1');
      const isUpgrade = /^upgrade: *websocket/im.test(text);
      if (isUpgrade) seen.upgrades += 1;
      else if (/^\S+ \/live\//.test(text)) seen.polls += 1;
      if (isUpgrade && holds) return;
      const state = { hold: false };
      if (isUpgrade) sockets.push(state);
      const upstream = connect(Number(port), hostname);
      open.add(upstream);
      upstream
        .on('close', () => (open.delete(upstream), client.destroy()))
        .on('error', () => client.destroy());
      client.on('close', () => upstream.destroy());
      upstream.write(isUpgrade ? head : text.replace(/^connection:.*$/im, 'Connection: close'), 'latin1');
      client.on('data', (bytes) => state.hold || upstream.write(bytes));
      upstream.on('data', (bytes) => state.hold || client.write(bytes));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    holdUpgrades: (is) => (holds = is),
    freeze: () => sockets.forEach((state) => (state.hold = true)),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    }
  };
}
