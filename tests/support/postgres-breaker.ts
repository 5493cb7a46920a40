import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { PostgresServer } from './postgres-server.ts';

const run = promisify(execFile);

/** Breaks a PostgreSQL server in the ways in which servers break, and mends it. */
export class PostgresBreaker {
  readonly #server: PostgresServer;
  #frozen: number[] = [];

  constructor(server: PostgresServer) {
    this.#server = server;
  }

  /** Ends every connection that others hold to a database. */
  async terminate(url: string): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rowCount } = await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
      );
      return rowCount ?? 0;
    } finally {
      await client.end();
    }
  }

  /** Stops every process of the server where it stands: connections stay open and nothing is answered. */
  async freeze(): Promise<void> {
    this.#frozen = await this.#family();
    for (const pid of this.#frozen) process.kill(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.#frozen.splice(0).reverse()) process.kill(pid, 'SIGCONT');
  }

  /** As if the plug were pulled. */
  async kill(): Promise<void> {
    const family = await this.#family();
    for (const pid of family) signal(pid, 'SIGKILL');
    await gone(family);
  }

  /** "Fast" stop: connections are cut, what was committed is written out. */
  async stopFast(): Promise<void> {
    const family = await this.#family();
    signal(family[0], 'SIGINT');
    await gone(family);
  }

  /** Starts it again over the same cluster. */
  async again(): Promise<void> {
    await this.#server.again();
  }

  /** The process that was started first, then those that it started. */
  async #family(): Promise<number[]> {
    const file = join(this.#server.cluster, 'postmaster.pid');
    const first = Number((await readFile(file, 'utf8')).split('\n', 1)[0]);
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
    const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
    return [first, ...pairs.flatMap(([pid, parent]) => (parent === first && pid !== undefined ? [pid] : []))];
  }
}

function signal(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  const isThere = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (pids.some(isThere)) await delay(20);
}
