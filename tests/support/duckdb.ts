import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The real engine of the browser, run in Node. */
export type TestDuckDB = {
  /** The rows of an answer as plain objects; 64-bit integers are bigints. */
  query(sql: string): Record<string, unknown>[];
  /** Creates a table, or adds to it, from one complete Arrow IPC stream. The bytes may be gone afterwards. */
  insertArrowIPCStream(table: string, bytes: Uint8Array, options?: { create?: boolean }): void;
  close(): void;
};

/** Opens an empty in-memory DuckDB-WASM, shut in as the browser's is: no extensions, no files, no network. */
export async function openDuckDB(): Promise<TestDuckDB> {
  const dist = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm'));
  const bundle = (kind: string) => ({ mainModule: join(dist, `duckdb-${kind}.wasm`), mainWorker: '' });
  const db = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME);
  await db.instantiate(() => undefined);
  db.open({ path: ':memory:' });
  const connection = db.connect();
  for (const setting of SETTINGS) connection.query(`SET ${setting}`);
  return {
    query: (sql) =>
      connection
        .query(sql)
        .toArray()
        .map((row: { toJSON(): object }) => ({ ...row.toJSON() })),
    insertArrowIPCStream: (table, bytes, { create = true } = {}) =>
      connection.insertArrowFromIPCStream(bytes, { name: table, create }),
    close() {
      connection.close();
      db.reset();
    }
  };
}

const SETTINGS = [
  'autoinstall_known_extensions = false',
  'autoload_known_extensions = false',
  'enable_external_access = false',
  'lock_configuration = true'
];
