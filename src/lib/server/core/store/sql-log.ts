import type { EntryDraft, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import type { Backend } from './backend.ts';
import { appendAll, type Appended, type AppendRequest, type JudgedAt } from './append.ts';
import { toEntry, toFoldEntry, type PackedReport } from './entry-row.ts';
import { GroupCommit } from './group-commit.ts';
import { readCatalogue, type KnownCatalogue } from './known-catalogue.ts';
import { FIRST_LINK } from './link.ts';
import { Ordinals, UnknownIndicator } from './ordinals.ts';
import type { AppendOutcome, ReceiptDraft } from './append.ts';
import type { LogRow } from './tables.ts';

/** A batch without entries has no position to be answered with. */
class EmptyBatch extends Error {
  constructor() {
    super('a batch needs at least one entry');
    this.name = 'EmptyBatch';
  }
}

/** The log lacks a position: the database was changed by something else than this program. */
class LogGap extends Error {
  constructor(wanted: Position, found: Position) {
    super(`the log has ${found} where ${wanted} should stand`);
    this.name = 'LogGap';
  }
}

/** Positions that one question to the database names. */
const POSITIONS_A_QUESTION = 400;

const NOTHING_KNOWN: KnownCatalogue = { ordinals: Ordinals.none, catalogue: 0 };

/** The log of a store, over SQLite or PostgreSQL alike. */
export class SqlLog {
  readonly #backend: Backend;
  readonly #appends: GroupCommit<AppendRequest, AppendOutcome>;
  #known: KnownCatalogue = NOTHING_KNOWN;
  /** False since an append failed as a whole, until a write holds. */
  #takes = true;
  #trying: Promise<boolean> | null = null;

  constructor(backend: Backend, wake: () => void) {
    this.#backend = backend;
    this.#appends = new GroupCommit({
      commit: async (requests) => {
        const { outcomes, known, grew } = await this.#commit(requests);
        this.#known = known;
        if (grew) queueMicrotask(wake);
        return outcomes;
      },
      isRolledBack: (error) => backend.isRolledBack(error)
    });
  }

  append(batch: readonly EntryDraft[], receipt?: ReceiptDraft, judgedAt?: JudgedAt): Promise<AppendOutcome> {
    if (batch.length === 0) return Promise.reject(new EmptyBatch());
    return this.#appends.add({ batch, receipt, judgedAt }, batch.length);
  }

  async receipt(actor: string, key: string): Promise<{ bodyHash: string; answer: string } | null> {
    const row = await this.#backend.db
      .selectFrom('receipt')
      .select(['body_hash', 'answer'])
      .where('actor', '=', actor)
      .where('key', '=', key)
      .executeTakeFirst();
    return row ? { bodyHash: row.body_hash, answer: row.answer } : null;
  }

  async read(from: Position, limit: number): Promise<LogEntry[]> {
    return this.entriesOf(await this.#rows(from, limit));
  }

  async readPacked(
    from: Position,
    limit: number
  ): Promise<((LogEntry & { readonly link: string }) | PackedReport)[]> {
    return (await this.#rows(from, limit)).map(toFoldEntry);
  }

  async reportsOf(group: string, period: Period): Promise<LogEntry[]> {
    const rows = await this.#backend.db
      .selectFrom('log')
      .selectAll()
      .where('kind', '=', 'report')
      .where('subject_group', '=', group)
      .where('subject_period', '=', period)
      .orderBy('position')
      .execute();
    return this.entriesOf(rows);
  }

  async entriesAt(positions: readonly Position[]): Promise<LogEntry[]> {
    const found: LogEntry[] = [];
    for (let from = 0; from < positions.length; from += POSITIONS_A_QUESTION) {
      const rows = await this.#backend.db
        .selectFrom('log')
        .selectAll()
        .where('position', 'in', positions.slice(from, from + POSITIONS_A_QUESTION))
        .orderBy('position')
        .execute();
      found.push(...(await this.entriesOf(rows)));
    }
    return found;
  }

  async head(): Promise<Position> {
    const row = await this.#backend.db.selectFrom('log_head').select('position').executeTakeFirstOrThrow();
    return row.position;
  }

  async linkAt(position: Position): Promise<string | null> {
    if (position === 0) return FIRST_LINK;
    const row = await this.#backend.db
      .selectFrom('log')
      .select('link')
      .where('position', '=', position)
      .executeTakeFirst();
    return row?.link ?? null;
  }

  async latestReceipt(): Promise<number> {
    const row = await this.#backend.db
      .selectFrom('log')
      .select((select) => select.fn.max('at').as('at'))
      .executeTakeFirst();
    // A store of before may hold moments with a fraction.
    return Math.ceil(row?.at ?? 0);
  }

  /**
   * Whether reports can be taken in. After an append that failed as a whole (a full disk, a folder that became read-only) a
   * small write is tried, at most one at a time.
   */
  async takesIn(): Promise<boolean> {
    if (this.#takes) return true;
    this.#trying ??= this.#touchHead()
      .then(() => (this.#takes = true))
      .catch(() => false)
      .finally(() => (this.#trying = null));
    return this.#trying;
  }

  /** Empties the log. Only for a demo whose filling was cut off. */
  async clear(): Promise<void> {
    await this.#backend.db.transaction().execute(async (transaction) => {
      const head = { position: 0, catalogue: 0, structure: 0, link: FIRST_LINK };
      await transaction.updateTable('log_head').set(head).execute();
      await transaction.deleteFrom('log').execute();
      await transaction.deleteFrom('log_object').execute();
      await transaction.deleteFrom('receipt').execute();
    });
    this.#known = NOTHING_KNOWN;
  }

  /** How many appends wait for a transaction. */
  get waiting(): number {
    return this.#appends.waiting;
  }

  close(): Promise<void> {
    return this.#appends.close();
  }

  async #rows(from: Position, limit: number): Promise<LogRow[]> {
    const rows = await this.#backend.db
      .selectFrom('log')
      .selectAll()
      .where('position', '>', from)
      .orderBy('position')
      .limit(limit)
      .execute();
    rows.forEach((row, index) => {
      if (row.position !== from + 1 + index) throw new LogGap(from + 1 + index, row.position);
    });
    return rows;
  }

  /** Rows as entries; where a row was packed with a newer catalogue than ours, reads that first. */
  async entriesOf(rows: readonly LogRow[]): Promise<LogEntry[]> {
    try {
      return rows.map((row) => toEntry(row, this.#known.ordinals));
    } catch (error) {
      if (!(error instanceof UnknownIndicator)) throw error;
      const known = await readCatalogue(this.#backend.db, this.#known);
      if (known.catalogue > this.#known.catalogue) this.#known = known;
      return rows.map((row) => toEntry(row, known.ordinals));
    }
  }

  async #commit(requests: readonly AppendRequest[]): Promise<Appended> {
    try {
      const appended = await appendAll(this.#backend, this.#known, requests);
      this.#takes = true;
      return appended;
    } catch (error) {
      this.#takes = false;
      if (this.#backend.leavesRemains) await this.#overwriteRemains();
      throw error;
    }
  }

  /**
   * A commit whose fsync failed is rolled back, but SQLite's log file may still hold it, whole, and would find it
   * again after a crash. The next commit writes over it: so there is one at once. Where that fails too, the disk is
   * gone and the caller has its error already.
   */
  async #overwriteRemains(): Promise<void> {
    await this.#touchHead().catch(() => undefined);
  }

  async #touchHead(): Promise<void> {
    await this.#backend.db
      .updateTable('log_head')
      .set((head) => ({ commits: head('commits', '+', 1) }))
      .execute();
  }
}
