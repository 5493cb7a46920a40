import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { PUBLIC } from '../../src/lib/domain/access.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { startRuntime, type Runtime } from '../../src/lib/server/runtime.ts';
import { route } from './live-server.ts';

/** The whole program over a store, at one address for ever: what it stands on can be taken away and put back. */
export interface PutBackServer {
  readonly origin: string;
  /** The program that runs now. */
  readonly runtime: Runtime;
  /** What ended the program by itself. */
  readonly ended: readonly Error[];
  stop(): Promise<void>;
  /** Starts it anew at the same address. */
  start(): Promise<void>;
}

/** Starts the program over a data folder and, where one is given, a PostgreSQL database. Everybody may see communes. */
export async function startPutBackServer(dataDir: string, databaseUrl?: string): Promise<PutBackServer> {
  let http: Server | null = null;
  let runtime: Runtime | null = null;
  let port = 0;
  const ended: Error[] = [];
  const server = {
    get origin() {
      return `http://127.0.0.1:${port}`;
    },
    get runtime() {
      if (!runtime) throw new Error('it is stopped');
      return runtime;
    },
    ended,
    async start() {
      const running = createServer((request, response) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        const headers = new Headers(
          Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
        );
        Promise.resolve(route(server.runtime.deskFor(PUBLIC), url, new Request(url, { headers })))
          .then(async (answer) => {
            response.writeHead(answer.status, Object.fromEntries(answer.headers));
            response.end(Buffer.from(await answer.arrayBuffer()));
          })
          .catch((error: unknown) => response.writeHead(503).end(String(error)));
      });
      const config = readConfig({
        DATA_DIR: dataDir,
        PUBLIC_DEPTH: 'commune',
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {})
      });
      runtime = await startRuntime(config, {
        http: running,
        log: pino({ level: 'silent' }),
        say: () => undefined,
        ended: (error) => ended.push(error)
      });
      await new Promise<void>((resolve) => running.listen(port, '127.0.0.1', resolve));
      port = (running.address() as AddressInfo).port;
      http = running;
    },
    async stop() {
      if (!http || !runtime) return;
      const [was, closing] = [http, runtime];
      [http, runtime] = [null, null];
      await closing.close();
      was.closeAllConnections();
      await new Promise((resolve) => was.close(resolve));
    }
  };
  await server.start();
  return server;
}
