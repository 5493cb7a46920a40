import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SETTINGS, type Connection, type Machine } from '../../src/lib/engine/machine.ts';

/** The WASM of the browser as the engine's machine, in this very thread, with the settings of the browser. */
export async function startNodeMachine(): Promise<Machine> {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
  const bundle = (kind: string) => ({ mainModule: join(dist, `duckdb-${kind}.wasm`), mainWorker: '' });
  const db = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({ path: ':memory:' });
  const first = db.connect();
  for (const setting of SETTINGS) first.query(`SET ${setting}`);
  first.close();
  return {
    async connect(): Promise<Connection> {
      const connection = db.connect();
      return {
        run: async (sql) => connection.query(sql),
        takeStream: async (name, bytes) => connection.insertArrowFromIPCStream(bytes, { name, create: true }),
        close: async () => connection.close()
      };
    },
    terminate: () => db.reset()
  };
}
