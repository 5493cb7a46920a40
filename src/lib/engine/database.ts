import { answerOf, objectsOf, type Answer, type RawRow } from './answer.ts';
import { EngineDown, isTrap, QuestionFailed, Superseded } from './faults.ts';
import { inlined } from './inlined.ts';
import type { Connection, Machine, Param } from './machine.ts';
import { Queue, type Waiting } from './queue.ts';
import { Tables } from './tables.ts';

/** A question with how each row of its answer is read: what the functions of `queries/` give. */
export interface Question<Row> {
  readonly sql: string;
  readonly params: readonly Param[];
  readonly read: (row: RawRow) => Row;
}

/** Where a database gets its machine from, and how it is filled again after the machine was thrown away. */
export interface Upkeep {
  start(): Promise<Machine>;
  /** Puts back nodes, catalogue and rows from what the page still holds. */
  refill?(tables: Tables): Promise<void>;
}

/** Rebuilding in vain this often in a row ends the engine. */
const MAX_REBUILDS = 3;

/**
 * The questions and tables of one page. One statement runs at a time. A failed question closes its connection and
 * leaves the next one a new one; broken WebAssembly is thrown away and built anew from what the page holds.
 */
export class Database {
  readonly #upkeep: Upkeep;
  readonly #queue = new Queue();
  #machine: Machine | null = null;
  #connection: Connection | null = null;
  #rebuilds = 0;
  #started = false;
  #closed = false;

  constructor(upkeep: Upkeep) {
    this.#upkeep = upkeep;
  }

  /** Starts the engine; asking starts it as well. */
  async open(): Promise<void> {
    await this.#queue.run(async () => void (await this.#connected()));
  }

  /** Asks one question; the latest of a purpose wins, the others reject with `Superseded`. */
  ask<Row>(question: Question<Row>, waiting?: Waiting): Promise<Row[]> {
    return this.#work(waiting, async (connection, signal) => {
      const table = await connection.run(inlined(question.sql, question.params), signal);
      return objectsOf(table).map(question.read);
    });
  }

  /** The answer to any SQL, as lists of cells. Aborting interrupts it at work. */
  answer(sql: string, waiting?: Waiting): Promise<Answer> {
    return this.#work(waiting, async (connection, signal) => answerOf(await connection.run(sql, signal)));
  }

  /** Changes the tables, in turn with the questions; nothing of it stays where it fails. */
  change<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#work(undefined, (connection) => new Tables(connection).whole(work));
  }

  /** Throws the engine away; whatever waits is superseded. */
  close(): void {
    this.#closed = true;
    this.#queue.clear();
    this.#throwAway();
  }

  #work<T>(
    waiting: Waiting | undefined,
    work: (connection: Connection, signal: AbortSignal) => Promise<T>
  ): Promise<T> {
    return this.#queue.run(async (signal) => {
      const connection = await this.#connected();
      try {
        return await work(connection, signal);
      } catch (cause) {
        await this.#recover(cause);
        throw signal.aborted ? new Superseded() : new QuestionFailed(cause);
      }
    }, waiting);
  }

  async #connected(): Promise<Connection> {
    if (this.#closed) throw new EngineDown();
    if (this.#connection) return this.#connection;
    if (this.#rebuilds >= MAX_REBUILDS) throw new EngineDown();
    try {
      this.#machine ??= await this.#upkeep.start();
      this.#connection = await this.#machine.connect();
      const tables = new Tables(this.#connection);
      await tables.create();
      if (this.#started) await this.#upkeep.refill?.(tables);
    } catch (cause) {
      this.#rebuilds++;
      this.#throwAway();
      throw new EngineDown(cause);
    }
    this.#started = true;
    this.#rebuilds = 0;
    return this.#connection;
  }

  /** After a failure: a new connection where the machine still answers, else no machine. */
  async #recover(cause: unknown): Promise<void> {
    if (isTrap(cause) || !this.#machine || !this.#connection) return this.#throwAway();
    try {
      await this.#connection.close();
      this.#connection = await this.#machine.connect();
      await this.#connection.run('SELECT 1');
    } catch {
      this.#throwAway();
    }
  }

  #throwAway(): void {
    this.#machine?.terminate();
    this.#machine = null;
    this.#connection = null;
  }
}
