import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Backend } from './backend.ts';
import type { Tables } from './tables.ts';

const CHANNEL = 'mangluoi_log';
const INT8 = 20;
const RECONNECT_MS = 1_000;

/** A store in a PostgreSQL database; several processes may share it. */
export function openPostgres(url: string): Backend {
  const pool = new pg.Pool({ connectionString: url, max: 8, types: { getTypeParser: parserOf } });
  // A connection that breaks while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    bytes: 'bytea',
    async announce(transaction, position) {
      await sql`select pg_notify(${CHANNEL}, ${String(position)})`.execute(transaction);
    },
    listen: (wake) => listen(url, wake),
    isRolledBack
  };
}

/** Positions and moments are bigint in the tables and safe integers here. */
function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const usual: unknown = pg.types.getTypeParser(oid, format ?? 'text');
  return oid === INT8 ? Number : (usual as (text: string) => unknown);
}

/** True where the server itself refused a statement; false where the connection broke and the commit may have held. */
function isRolledBack(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('08') && !code.startsWith('57P');
}

/** Listens on a connection of its own and makes a new one whenever it breaks; each new one wakes, for what was missed. */
async function listen(url: string, wake: () => void): Promise<() => Promise<void>> {
  let stopped = false;
  let client = await connect(url, wake, reconnect);

  function reconnect(): void {
    if (!stopped) void again();
  }
  async function again(): Promise<void> {
    await delay(RECONNECT_MS, undefined, { ref: false });
    if (stopped) return;
    try {
      client = await connect(url, wake, reconnect);
      wake();
    } catch {
      reconnect();
    }
  }
  return async () => {
    stopped = true;
    await client.end().catch(() => undefined);
  };
}

async function connect(url: string, wake: () => void, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('notification', wake);
  client.on('error', () => undefined);
  await client.connect();
  client.once('end', lost);
  await client.query(`listen ${CHANNEL}`);
  return client;
}
