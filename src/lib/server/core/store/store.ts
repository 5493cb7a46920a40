import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntryDraft, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import { AuditLog } from './audit-log.ts';
import { AccountTable } from './account-table.ts';
import type { Backend, LockName } from './backend.ts';
import type { PackedReport } from './entry-row.ts';
import type { AppendOutcome, JudgedAt, ReceiptDraft } from './append.ts';
import { AlertTable, PublicPageTable } from './alert-table.ts';
import { FilterTable } from './filter-table.ts';
import { GrantTable } from './grant-table.ts';
import { KeyTable } from './key-table.ts';
import { PhotoTable } from './photo-table.ts';
import { QueryTable } from './query-table.ts';
import { SqlLog } from './sql-log.ts';
import { migrate } from './migrations.ts';
import { MappingTable } from './mapping-table.ts';
import { PlaylistTable } from './playlist-table.ts';
import { openPostgres, UNHURRIED } from './postgres.ts';
import { SentTable } from './sent-table.ts';
import { ScreenTable } from './screen-table.ts';
import { Settings } from './settings.ts';
import { Shapes } from './shapes.ts';
import { openSqlite } from './sqlite.ts';
import { refuseUnusable } from './store-place.ts';
import type { Database } from './tables.ts';

export { StructureMoved, VersionsMoved } from './append.ts';
export type { StoreSettings, StoreMode } from './settings.ts';

/** The append-only log, and the few things that lie beside it. One query code over SQLite and PostgreSQL. */
export interface Store {
  /**
   * Appends a batch, whole or not at all, at the next positions without a gap; appends of every process are
   * serialised. Resolves after the commit's fsync; what rejects has left nothing behind, except where the connection
   * to a database broke while it committed: then only the idempotency key can tell.
   * With `judgedAt`, a batch is refused where what it was judged by has moved since, by whatever process: units, groups,
   * indicators or targets, or the versions of the groups and periods that it reports for.
   * @throws EmptyBatch, UnknownIndicator, UnpackableValue, StructureMoved, VersionsMoved, StoreClosed, StoreUnavailable,
   * or what the database says
   */
  append(batch: readonly EntryDraft[], receipt?: ReceiptDraft, judgedAt?: JudgedAt): Promise<AppendOutcome>;
  /** How many appends wait for a transaction. */
  readonly waiting: number;
  /** What was answered before to an actor's idempotency key; null where nothing was. */
  receipt(actor: string, key: string): Promise<{ readonly bodyHash: string; readonly answer: string } | null>;
  /** At most `limit` entries after position `from`, ascending and without a gap. @throws LogGap, DamagedEntry */
  read(from: Position, limit: number): Promise<LogEntry[]>;
  /** As `read`, with reports as columns and without their texts, and with each entry's link: what the fold takes. */
  readPacked(
    from: Position,
    limit: number
  ): Promise<((LogEntry & { readonly link: string }) | PackedReport)[]>;
  /** Every version of one group's report for one period, oldest first. */
  reportsOf(group: string, period: Period): Promise<LogEntry[]>;
  /** The entries at some positions, ascending where the positions are; those that are not there are left out. */
  entriesAt(positions: readonly Position[]): Promise<LogEntry[]>;
  /** The audit link that stands at a position; null where the log has no such position. */
  linkAt(position: Position): Promise<string | null>;
  /** Whether reports can be taken in: false while the disk is full or the folder read-only. */
  takesIn(): Promise<boolean>;
  /** The newest position; 0 in an empty log. */
  head(): Promise<Position>;
  /** The latest moment at which the log received anything, milliseconds UTC; 0 in an empty log. */
  latestReceipt(): Promise<number>;
  /** Calls back when the log may have grown, here or in another process; the log itself says by what. Answers how to stop. */
  onWake(callback: () => void): () => void;
  /** Whether the database answers, as far as is known: false within seconds after it has gone silent. */
  readonly reachable: boolean;
  /** Calls back when the database has gone silent and when it is back. Answers how to stop. */
  onReach(callback: (isReachable: boolean) => void): () => void;
  /** The log as an audit. */
  readonly audit: AuditLog;
  readonly settings: Settings;
  readonly shapes: Shapes;
  readonly keys: KeyTable;
  /** Webhooks, schedules of reminders, and what was sent by them. */
  readonly sent: SentTable;
  readonly photos: PhotoTable;
  readonly accounts: AccountTable;
  readonly grants: GrantTable;
  readonly screens: ScreenTable;
  /** The database itself, for the library that keeps accounts and sessions in it. */
  readonly database: { readonly db: Database; readonly type: 'sqlite' | 'postgres' };
  readonly mappings: MappingTable;
  /** What walls show, one slide after the other. */
  readonly playlists: PlaylistTable;
  readonly filters: FilterTable;
  /** Queries that people keep for themselves. */
  readonly queries: QueryTable;
  readonly alerts: AlertTable;
  readonly publicPage: PublicPageTable;
  /**
   * Does something that only one process may do at a time; others wait for it. Whatever was read before has to be read
   * again inside.
   */
  alone<Answer>(name: LockName, work: () => Promise<Answer>): Promise<Answer>;
  /**
   * Takes a lock for as long as the process lives, or until it is freed; null where another holds it. `isShared`: among
   * several programs at one PostgreSQL database.
   */
  lock(name: LockName, isShared?: boolean): Promise<(() => Promise<void>) | null>;
  /** Throws a half-made demo away, log and all. @throws NotAHalfDemo for any other store */
  clearHalfDemo(): Promise<void>;
  /** Answers what was taken in, then lets go of the database. */
  close(): Promise<void>;
}

/** The file of a store in its data folder. */
export const STORE_FILE = 'mangluoi.sqlite';

/** How often a lock that another holds is tried again, milliseconds. */
const LOCK_RETRY_MS = 200;

/** Where a store lies: a PostgreSQL database where a URL is given, else a file in the data folder. */
export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string | null | undefined;
}

/**
 * Opens a store, makes it where there is none, and brings its tables up to date.
 * @throws MigrationFailed, UnusablePlace, or what the database says
 */
export async function openStore(place: StorePlace): Promise<Store> {
  const { dataDir, databaseUrl } = place;
  if (databaseUrl) await bringUp(databaseUrl);
  else refuseUnusable(dataDir);
  const backend = databaseUrl ? openPostgres(databaseUrl) : openSqlite(join(dataDir, STORE_FILE));
  try {
    if (!databaseUrl) await migrate(backend.db, backend.bytes);
    return await overBackend(backend);
  } catch (error) {
    await backend.db.destroy();
    throw error;
  }
}

/** Brings the tables of a PostgreSQL store up to date: what that takes is bounded by nothing. */
async function bringUp(databaseUrl: string): Promise<void> {
  const { db, bytes } = openPostgres(databaseUrl, UNHURRIED);
  try {
    await migrate(db, bytes);
  } finally {
    await db.destroy();
  }
}

async function overBackend(backend: Backend): Promise<Store> {
  const { db } = backend;
  const wakes = new Set<() => void>();
  const wake = () => wakes.forEach((callback) => callback());
  const log = new SqlLog(backend, wake);
  const settings = new Settings(db);
  await settings.found();
  const listeners = new Set<(isReachable: boolean) => void>();
  let reachable = true;
  const deafen = await backend.listen({
    wake,
    reach(isReachable) {
      if (isReachable === reachable) return;
      reachable = isReachable;
      for (const listener of listeners) listener(isReachable);
    }
  });
  return {
    append: (batch, receipt, judgedAt) => log.append(batch, receipt, judgedAt),
    get waiting() {
      return log.waiting;
    },
    receipt: (actor, key) => log.receipt(actor, key),
    read: (from, limit) => log.read(from, limit),
    readPacked: (from, limit) => log.readPacked(from, limit),
    reportsOf: (group, period) => log.reportsOf(group, period),
    entriesAt: (positions) => log.entriesAt(positions),
    linkAt: (position) => log.linkAt(position),
    takesIn: () => log.takesIn(),
    head: () => log.head(),
    latestReceipt: () => log.latestReceipt(),
    onWake(callback) {
      wakes.add(callback);
      return () => wakes.delete(callback);
    },
    get reachable() {
      return reachable;
    },
    onReach(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    audit: new AuditLog(db, (rows) => log.entriesOf(rows)),
    settings,
    shapes: new Shapes(db),
    keys: new KeyTable(db),
    sent: new SentTable(db),
    photos: new PhotoTable(db),
    accounts: new AccountTable(db),
    grants: new GrantTable(db),
    screens: new ScreenTable(db),
    database: { db, type: backend.bytes === 'bytea' ? 'postgres' : 'sqlite' },
    mappings: new MappingTable(db),
    playlists: new PlaylistTable(db),
    filters: new FilterTable(db),
    queries: new QueryTable(db),
    alerts: new AlertTable(db),
    publicPage: new PublicPageTable(db),
    async alone(name, work) {
      let free = await backend.lock(name, false);
      while (!free) {
        await delay(LOCK_RETRY_MS);
        free = await backend.lock(name, false);
      }
      try {
        return await work();
      } finally {
        await free();
      }
    },
    lock: (name, isShared = false) => backend.lock(name, isShared),
    async clearHalfDemo() {
      await settings.refuseUnlessHalfDemo();
      await log.clear();
      await settings.forget();
    },
    async close() {
      await log.close();
      await deafen();
      await db.destroy();
    }
  };
}
