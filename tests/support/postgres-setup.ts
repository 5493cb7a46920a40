import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Asking this address starts the run's PostgreSQL, if need be, and answers its URL. */
    postgresAt: string;
  }
}

type Shared = { users: number; at: string; close(): Promise<void> };
const SHARED = Symbol.for('mangluoi.tests.postgres');

/** Lets the test files of a run share one PostgreSQL that is started when the first of them asks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const here = globalThis as { [SHARED]?: Promise<Shared> };
  const shared = await (here[SHARED] ??= share());
  shared.users += 1;
  project.provide('postgresAt', shared.at);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    delete here[SHARED];
    await shared.close();
  };
}

async function share(): Promise<Shared> {
  let server: Promise<PostgresServer> | undefined;
  const door = createServer((_request, response) => {
    server ??= startPostgres();
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error))
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return {
    users: 0,
    at: `http://127.0.0.1:${(door.address() as AddressInfo).port}/`,
    async close() {
      door.close();
      door.closeAllConnections();
      await server?.then((started) => started.stop()).catch(() => undefined);
    }
  };
}
