import type { Transaction } from 'kysely';
import type { Position } from '../../../domain/position.ts';
import type { Database, Tables } from './tables.ts';

/** What one process does at a time: filling an empty store with the demo; serving it, or putting another in its place. */
export type LockName = 'fill' | 'serve' | 'backup';

/** What a store's surroundings hear of it. */
export interface StoreHearing {
  /** Another process may have appended. */
  readonly wake: () => void;
  /** The database does not answer, or answers again. */
  readonly reach: (isReachable: boolean) => void;
}

/** What differs between SQLite and PostgreSQL; all else of the store is written once. */
export interface Backend {
  readonly db: Database;
  /** The column type that holds bytes. */
  readonly bytes: 'blob' | 'bytea';
  /** Tells other processes, at commit, that the log has grown; once a batch. */
  announce(transaction: Transaction<Tables>, position: Position): Promise<void>;
  /** Says what happens to the database; answers how to stop. */
  listen(hearing: StoreHearing): Promise<() => Promise<void>>;
  /**
   * Takes a lock of the store, which ends with the process; null where another process (or caller) holds it. Several may
   * share one in PostgreSQL; a file is never shared.
   */
  lock(name: LockName, isShared: boolean): Promise<(() => Promise<void>) | null>;
  /** Whether a failed transaction certainly left nothing, so that its parts may be tried again. */
  isRolledBack(error: unknown): boolean;
  /** Whether a commit that failed may lie on the disk still, until the next one writes over it. */
  readonly leavesRemains: boolean;
}
