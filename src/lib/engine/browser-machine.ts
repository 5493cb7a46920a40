import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch, Table } from 'apache-arrow';
import boundedUrl from './duckdb-bounded-worker.js?url&no-inline';
import { AnswerTooLarge, WorkerBroken } from './faults.ts';
import { SETTINGS, type Connection, type Machine, type MachineBounds } from './machine.ts';

/**
 * Starts DuckDB-WASM in a worker of its own, from our own host, held to bounds where there are any. Everything of it
 * but three addresses is loaded here and not before: 34 MB, about 6 MB on the wire, ready in about two seconds.
 */
export async function startBrowserMachine(bounds: MachineBounds | null = null): Promise<Machine> {
  const [duckdb, arrow] = await Promise.all([import('@duckdb/duckdb-wasm'), import('apache-arrow')]);
  const worker = new Worker(bounds === null ? workerUrl : boundedAddress(bounds.mostMemory));
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new WorkerBroken(event.message)));
    worker.addEventListener('messageerror', () => reject(new WorkerBroken('a message could not be read')));
  });
  // Whoever waits for an answer hears of it; nobody waiting is no fault.
  broken.catch(() => undefined);
  const orBroken = <T>(work: Promise<T>) => Promise.race([work, broken]);
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    await orBroken(db.instantiate(new URL(wasmUrl, location.href).href));
    await orBroken(db.open({ path: ':memory:' }));
    const first = await orBroken(db.connect());
    for (const setting of SETTINGS) await orBroken(first.query(`SET ${setting}`));
    await first.close();
  } catch (cause) {
    worker.terminate();
    throw cause;
  }

  async function runCancellable(
    connection: AsyncDuckDBConnection,
    sql: string,
    signal: AbortSignal
  ): Promise<Table> {
    const cancel = () => void connection.cancelSent();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const batches: RecordBatch[] = [];
      let bytes = 0;
      for await (const batch of await connection.send(sql, true)) {
        bytes += batch.data.byteLength;
        if (bounds !== null && bytes > bounds.mostAnswer) {
          await connection.cancelSent();
          throw new AnswerTooLarge();
        }
        batches.push(batch);
      }
      return new arrow.Table(batches);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    async connect(): Promise<Connection> {
      const connection = await orBroken(db.connect());
      return {
        run: (sql, signal) =>
          orBroken(signal ? runCancellable(connection, sql, signal) : connection.query(sql)),
        takeStream: (name, bytes) =>
          orBroken(connection.insertArrowFromIPCStream(bytes, { name, create: true })),
        close: () => orBroken(connection.close())
      };
    },
    broken,
    terminate: () => worker.terminate()
  };
}

/** Of DuckDB's worker, whose WebAssembly grows to so many bytes at most. */
function boundedAddress(mostMemory: number): string {
  const script = new URL(workerUrl, location.href).href;
  return `${boundedUrl}#${new URLSearchParams({ script, most: String(mostMemory) }).toString()}`;
}
