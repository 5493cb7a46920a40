import { answerOf, objectsOf, type Answer, type RawRow } from './answer.ts';
import { breakageOf, EngineDown, QuestionFailed, Stalled, Superseded, type Breakage } from './faults.ts';
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

/** That an engine broke, or that it is back, milliseconds after it broke. */
export type EngineNews =
  { readonly kind: 'broke'; readonly why: Breakage } | { readonly kind: 'back'; readonly after: number };

/** Where a database gets its machine from, and how it is filled again after the machine was thrown away. */
export interface Upkeep {
  start(): Promise<Machine>;
  /** Puts back nodes, catalogue and rows from what the page still holds. */
  refill?(tables: Tables): Promise<void>;
  /** Hears when the engine broke and when it is back. */
  tell?(news: EngineNews): void;
}

/** Rebuilding in vain this often in a row, the engine rests before the next time. */
const MAX_REBUILDS = 3;
/** How long it rests, milliseconds: the first time, and at most, each rest being twice the one before. */
const REST_MS = 15_000;
const MOST_REST_MS = 300_000;
/** How long the engine waits before the first tries, each time longer by as much, milliseconds. */
const SOON_MS = 250;
/** How long a question that was given up may go on before its engine is thrown away, milliseconds. */
const STALL_MS = 600;

/**
 * The questions and tables of one page. One statement runs at a time. A failed question closes its connection and
 * leaves the next one a new one; an engine that broke or ran out of memory is thrown away and at once built anew from
 * what the page holds, without waiting to be asked.
 */
export class Database {
  readonly #upkeep: Upkeep;
  readonly #queue = new Queue();
  #machine: Machine | null = null;
  #connection: Connection | null = null;
  #rebuilds = 0;
  #restUntil = 0;
  #rest = REST_MS;
  #waking: ReturnType<typeof setTimeout> | null = null;
  #started = false;
  #closed = false;
  /** When it broke, milliseconds of `performance`; null while it is well. */
  #brokeAt: number | null = null;

  constructor(upkeep: Upkeep) {
    this.#upkeep = upkeep;
  }

  /** Starts the engine; asking starts it as well. */
  async open(): Promise<void> {
    await this.#queue.run(async () => void (await this.#connected()));
  }

  /** Asks one question; the latest of a purpose wins, the others reject with `Superseded`. */
  ask<Row>(question: Question<Row>, waiting?: Waiting): Promise<Row[]> {
    return this.use(async (connection, signal) => {
      const table = await connection.run(inlined(question.sql, question.params), signal);
      return objectsOf(table).map(question.read);
    }, waiting);
  }

  /** The answer to any SQL, as lists of cells. Aborting interrupts it at work. */
  answer(sql: string, waiting?: Waiting): Promise<Answer> {
    return this.use(async (connection, signal) => answerOf(await connection.run(sql, signal)), waiting);
  }

  /** Changes the tables, in turn with the questions; nothing of it stays where it fails. */
  change<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.use((connection) => new Tables(connection).whole(work));
  }

  /** Does some work with the connection when its turn comes. Whatever of it fails, the next one has a sound engine. */
  use<T>(work: (connection: Connection, signal: AbortSignal) => Promise<T>, waiting?: Waiting): Promise<T> {
    return this.#queue.run(async (signal) => {
      const connection = await this.#connected();
      try {
        return await unlessStalled(work(connection, signal), signal);
      } catch (cause) {
        await this.#recover(cause);
        throw signal.aborted ? new Superseded() : new QuestionFailed(cause);
      }
    }, waiting);
  }

  /** Tries at once where the engine is down, however long it was to rest: the network or the page came back. */
  hurry(): void {
    if (this.#closed || this.#brokeAt === null) return;
    this.#restUntil = 0;
    this.#wake(0);
  }

  /** Throws the engine away; whatever waits is superseded. */
  close(): void {
    this.#closed = true;
    if (this.#waking !== null) clearTimeout(this.#waking);
    this.#queue.clear();
    this.#throwAway();
  }

  async #connected(): Promise<Connection> {
    if (this.#closed) throw new EngineDown();
    if (this.#connection) return this.#connection;
    if (performance.now() < this.#restUntil) throw new EngineDown();
    try {
      this.#machine ??= await this.#begun();
      this.#connection = await this.#machine.connect();
      const tables = new Tables(this.#connection);
      await tables.create();
      if (this.#started) await this.#upkeep.refill?.(tables);
    } catch (cause) {
      this.#throwAway();
      this.#brokeAt ??= performance.now();
      this.#restAfter();
      throw new EngineDown(cause);
    }
    this.#started = true;
    this.#rebuilds = 0;
    this.#rest = REST_MS;
    if (this.#brokeAt !== null) {
      this.#upkeep.tell?.({ kind: 'back', after: performance.now() - this.#brokeAt });
      this.#brokeAt = null;
    }
    return this.#connection;
  }

  async #begun(): Promise<Machine> {
    const machine = await this.#upkeep.start();
    machine.broken?.catch((cause: unknown) => {
      if (this.#machine === machine) this.#breakDown(breakageOf(cause) ?? 'trap');
    });
    return machine;
  }

  /** After a failure: a new connection where the machine still answers, else a new machine. */
  async #recover(cause: unknown): Promise<void> {
    const why = breakageOf(cause);
    if (why !== null) return this.#breakDown(why);
    if (!this.#machine || !this.#connection) return;
    try {
      await this.#connection.close();
      this.#connection = await this.#machine.connect();
      await this.#connection.run('SELECT 1');
    } catch (fault) {
      this.#breakDown(breakageOf(fault) ?? 'trap');
    }
  }

  /** Throws the machine away and begins the next one behind whatever is being asked now. */
  #breakDown(why: Breakage): void {
    if (this.#machine === null) return;
    this.#throwAway();
    if (this.#closed) return;
    if (this.#brokeAt === null) {
      this.#brokeAt = performance.now();
      this.#upkeep.tell?.({ kind: 'broke', why });
    }
    this.#wake(0);
  }

  /** In vain: it is tried again by itself, also where it was never up; after a few times the engine rests before that. */
  #restAfter(): void {
    this.#rebuilds++;
    const isResting = this.#rebuilds >= MAX_REBUILDS;
    const pause = isResting ? this.#rest : 0;
    if (isResting) {
      this.#restUntil = performance.now() + pause;
      this.#rest = Math.min(MOST_REST_MS, this.#rest * 2);
    }
    this.#wake(pause + SOON_MS * this.#rebuilds);
  }

  #wake(pause: number): void {
    if (this.#closed) return;
    if (this.#waking !== null) clearTimeout(this.#waking);
    this.#waking = setTimeout(() => {
      this.#waking = null;
      this.open().catch(() => undefined);
    }, pause);
  }

  #throwAway(): void {
    this.#machine?.terminate();
    this.#machine = null;
    this.#connection = null;
  }
}

/** The work, or `Stalled` where it was given up and has not ended soon after. */
async function unlessStalled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    const wait = () => (timer = setTimeout(() => reject(new Stalled()), STALL_MS));
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  try {
    return await Promise.race([work, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
