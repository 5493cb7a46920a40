import type {
  PostgresClientConstructor,
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult
} from 'kysely';
import pg from 'pg';
import { isOutOfReach, StoreUnavailable } from './outage.ts';

/** How long PostgreSQL is waited for, milliseconds. */
export interface Patience {
  /** Until a connection stands, and until one of the pool is free. */
  readonly connect: number;
  /** Until the server gives a statement up by itself. */
  readonly statement: number;
  /** Until the server ends a transaction in which nobody says anything: a node that froze holds the log's head. */
  readonly idleInTransaction: number;
  /** Beyond `statement`: then the server says nothing any more, and the connection is given up. */
  readonly grace: number;
}

export const PATIENCE: Patience = {
  connect: 3_000,
  statement: 8_000,
  idleInTransaction: 10_000,
  grace: 1_000
};
/** Migrations take the time that they need. */
export const UNHURRIED: Patience = { connect: 10_000, statement: 0, idleInTransaction: 0, grace: 0 };

const CONNECTIONS = 8;
/** How long a connection that is let go is waited for, milliseconds. */
const FAREWELL_MS = 2_000;

/** The connections of a store, as Kysely takes them: every wait has an end, and no breaking connection ends the program. */
export class BoundedPool implements PostgresPool {
  readonly Client: PostgresClientConstructor;
  readonly options: object;
  readonly #pool: pg.Pool;
  readonly #patience: Patience;
  readonly #lines = new WeakMap<pg.PoolClient, Line>();
  readonly #busy = new Set<pg.PoolClient>();
  #isDown = false;

  constructor(config: pg.PoolConfig, patience: Patience) {
    const { connect, statement, idleInTransaction } = patience;
    this.#patience = patience;
    this.#pool = new pg.Pool({
      ...config,
      max: CONNECTIONS,
      keepAlive: true,
      connectionTimeoutMillis: connect,
      // Said as a statement and not at the connection's start: poolers between us and the server refuse the latter.
      verify: (client, done) => {
        const limits = `set statement_timeout = ${statement}; set idle_in_transaction_session_timeout = ${idleInTransaction}`;
        inTime(client, connect, () => client.query(limits)).then(
          () => done(),
          (error: unknown) => done(new StoreUnavailable(error))
        );
      }
    });
    this.options = this.#pool.options;
    this.Client = pg.Client;
    // A connection that breaks is replaced by the next question. Without a listener, in the pool for those at rest and
    // on the connection itself for those that are out, it would end the program.
    this.#pool.on('error', ignore);
    this.#pool.on('connect', (client) => client.on('error', ignore));
    this.#pool.on('acquire', (client) => this.#busy.add(client));
    this.#pool.on('release', (_, client) => this.#busy.delete(client));
  }

  /** @throws StoreUnavailable at once while the database is known to be down, else when no connection came in time */
  async connect(): Promise<PostgresPoolClient> {
    if (this.#isDown) throw new StoreUnavailable(new Error('known to be down'));
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw new StoreUnavailable(error);
    }
    let line = this.#lines.get(client);
    if (!line) this.#lines.set(client, (line = new Line(client, this.#patience)));
    return line;
  }

  /** The database does not answer: whoever waits for it is told now, and whoever asks is refused until it is back. */
  down(): void {
    this.#isDown = true;
    for (const client of this.#busy) hangUp(client);
  }

  /** The database answers again. */
  up(): void {
    this.#isDown = false;
  }

  /** Lets go of all connections; those that do not answer are not waited for. */
  async end(): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#pool.end(),
      new Promise<void>((resolve) => (late = setTimeout(resolve, FAREWELL_MS)))
    ]);
    clearTimeout(late);
  }
}

/** One connection of the pool while it is out. */
class Line implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  readonly #limit: number;

  constructor(client: pg.PoolClient, { statement, grace }: Patience) {
    this.#client = client;
    this.#limit = statement === 0 ? 0 : statement + grace;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = []
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof asked !== 'string') throw new TypeError('no cursors here');
    return this.#ask<R>(asked, parameters);
  }

  release(destroy?: boolean): void {
    this.#client.release(destroy);
  }

  /** @throws StoreUnavailable, or what the server says of the statement */
  async #ask<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      // What came back is shaped by the query that Kysely built and typed.
      const asked = () => this.#client.query(text, [...values]);
      return (await inTime(this.#client, this.#limit, asked)) as unknown as PostgresQueryResult<R>;
    } catch (error) {
      const state = sqlStateOf(error);
      if (state !== null && !isOutOfReach(state)) throw error;
      // A standby that only reads stays one: the next question asks whoever is in charge by then.
      if (state === '25006') hangUp(this.#client);
      throw new StoreUnavailable(error);
    }
  }
}

/** Five letters or digits by which the server itself refused a statement; null where the connection is to blame. */
export function sqlStateOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** The server has said nothing for as long as it was waited for. */
export class Silent extends Error {
  constructor(cause: unknown) {
    super('the database does not answer', { cause });
    this.name = 'Silent';
  }
}

/** A limit is waited for in so many parts: where this process itself stood still, what came meanwhile is read first. */
const PARTS = 5;

/**
 * Waits so many milliseconds (0: for ever) for an answer; then the connection is given up, and with it the question.
 * @throws Silent, or what was said
 */
export async function inTime<T>(client: object, limit: number, ask: () => Promise<T>): Promise<T> {
  let left = PARTS;
  const wait = (): NodeJS.Timeout =>
    setTimeout(() => {
      if (--left > 0) late = wait();
      else hangUp(client);
    }, limit / PARTS);
  let late = limit > 0 ? wait() : undefined;
  try {
    return await ask();
  } catch (error) {
    throw left > 0 ? error : new Silent(error);
  } finally {
    clearTimeout(late);
  }
}

/** Ends a connection under whatever is being asked on it: the driver then says so to whoever asked. */
function hangUp(client: object): void {
  if (client instanceof pg.Client) client.end().catch(ignore);
}

function ignore(): void {
  // Whoever asked on the connection hears of it.
}
