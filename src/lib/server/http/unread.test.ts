import { Agent, createServer, request as ask, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { dropUnread } from './unread.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** Asks over one connection, one after the other; answers the status of each. */
async function overOneConnection(serve: RequestListener, bodies: readonly Uint8Array[]): Promise<number[]> {
  const server = createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  closing.push(() => (agent.destroy(), server.closeAllConnections(), server.close()));
  const statuses: number[] = [];
  for (const body of bodies)
    statuses.push(
      await new Promise<number>((resolve, reject) => {
        const asked = ask({ port: place.port, agent, method: 'POST' }, (answer) => {
          answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
        });
        asked.once('error', reject).end(body);
      })
    );
  return statuses;
}

const MOST = 8 * 1024 * 1024;
/** Reads as pages do: one part, then it waits to be asked for more, and nobody asks. */
const refuse: RequestListener = (request, response) => {
  dropUnread(request, response, MOST);
  request.on('data', () => request.pause());
  request.once('data', () => response.writeHead(413).end());
};

test('whoever was refused before their body was read is answered on the same connection the next time', async () => {
  const long = new Uint8Array(3 * 1024 * 1024);
  expect(await overOneConnection(refuse, [long, long, Uint8Array.of(1)])).toEqual([413, 413, 413]);
});

test('whoever sends more than is let go by is cut off', async () => {
  const read = Promise.withResolvers<number>();
  const endless = new Uint8Array(40 * 1024 * 1024);
  await overOneConnection(
    (request, response) => {
      const { socket } = request;
      socket.once('close', () => read.resolve(socket.bytesRead));
      refuse(request, response);
    },
    [endless]
  );
  const bytes = await read.promise;
  expect(bytes).toBeGreaterThan(MOST);
  expect(bytes).toBeLessThan(2 * MOST);
});
