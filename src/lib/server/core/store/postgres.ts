import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Backend } from './backend.ts';
import { isUnavailable } from './outage.ts';
import { takePostgresLock } from './postgres-lock.ts';
import { BoundedPool, PATIENCE, sqlStateOf, type Patience } from './postgres-pool.ts';
import { watchPostgres } from './postgres-watch.ts';
import type { Tables } from './tables.ts';

export { UNHURRIED } from './postgres-pool.ts';

const CHANNEL = 'mangluoi_log';
const INT8 = 20;

/** A store in a PostgreSQL database; several processes may share it. */
export function openPostgres(url: string, patience: Patience = PATIENCE): Backend {
  const pool = new BoundedPool({ connectionString: url, types: { getTypeParser: parserOf } }, patience);
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    bytes: 'bytea',
    async announce(transaction, position) {
      await sql`select pg_notify(${CHANNEL}, ${String(position)})`.execute(transaction);
    },
    listen: ({ wake, reach }) =>
      watchPostgres(url, CHANNEL, {
        wake,
        reach(isReachable) {
          if (isReachable) pool.up();
          else pool.down();
          reach(isReachable);
        }
      }),
    // Where the connection broke the commit may have held; where the database is out of reach nothing is tried again.
    isRolledBack: (error) => sqlStateOf(error) !== null && !isUnavailable(error),
    leavesRemains: false,
    lock: (name, isShared) => takePostgresLock(url, name, isShared)
  };
}

/** Positions and moments are bigint in the tables and safe integers here. */
function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  const usual: unknown = pg.types.getTypeParser(oid, format ?? 'text');
  return oid === INT8 ? Number : (usual as (text: string) => unknown);
}
