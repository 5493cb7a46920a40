import type { Transaction } from 'kysely';
import type { Position } from '../../domain/entry.ts';
import type { Database, Tables } from './tables.ts';

/** What differs between SQLite and PostgreSQL; all else of the store is written once. */
export interface Backend {
  readonly db: Database;
  /** The column type that holds bytes. */
  readonly bytes: 'blob' | 'bytea';
  /** Tells other processes, at commit, that the log has grown; once a batch. */
  announce(transaction: Transaction<Tables>, position: Position): Promise<void>;
  /** Calls `wake` when another process may have appended; answers how to stop. */
  listen(wake: () => void): Promise<() => Promise<void>>;
  /** Whether a failed transaction certainly left nothing, so that its parts may be tried again. */
  isRolledBack(error: unknown): boolean;
}
