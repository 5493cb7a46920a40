import pg from 'pg';
import type { LockName } from './backend.ts';

/** A lock of the database that a session of its own holds: it ends with the connection. Null where others hold it. */
export async function takePostgresLock(
  url: string,
  name: LockName,
  isShared: boolean
): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_try_advisory_lock${isShared ? '_shared' : ''}(hashtext($1)) as held`,
    [`mangluoi:${name}`]
  );
  if (rows[0]?.held) return () => client.end();
  await client.end();
  return null;
}
