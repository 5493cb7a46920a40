import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteAdapter, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { Backend } from './backend.ts';
import { takeFileLock } from './file-lock.ts';
import { refuseUnstorable } from './parameters.ts';
import type { Tables } from './tables.ts';

/** How long a statement waits for another process's write, milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** How often the file is asked whether another process has written to it (`mangluoi import-boundaries`), milliseconds. */
const OTHER_WRITERS_MS = 1_000;
const KEPT_STATEMENTS = 64;

/**
 * A store in one file. Every commit is fsynced before it is answered (WAL with synchronous=FULL); calls block this
 * thread while they run.
 */
export function openSqlite(file: string): Backend {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  database.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma foreign_keys = ON');
  return {
    db: new Kysely<Tables>({ dialect: new OneFile({ database: asKyselyWants(database) }) }),
    bytes: 'blob',
    announce: () => Promise.resolve(),
    listen: ({ wake }) => Promise.resolve(watchOtherWriters(database, wake)),
    lock(name) {
      const lock = takeFileLock(`${file}.${name}.lock`);
      return Promise.resolve(lock && (() => Promise.resolve(lock.free())));
    },
    // A statement or a commit that fails is rolled back here and now: nothing of it can be seen later.
    isRolledBack: () => true,
    leavesRemains: true
  };
}

/** SQLite, with migrations in one transaction: a first start that is cut off leaves no half a schema. */
class OneFile extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrations();
  }
}

class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function asKyselyWants(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(query) {
      // Every transaction here writes: one that began as a reader could not wait for another process.
      const sql = query === 'begin' ? 'begin immediate' : query;
      // SQLite rolls back by itself where the disk failed; a second rollback would hide the first error.
      if (sql === 'rollback' && !database.isTransaction) return nothing;
      let statement = kept.get(sql);
      if (!statement) {
        statement = prepare(database, sql);
        if (kept.size >= KEPT_STATEMENTS) kept.clear();
        kept.set(sql, statement);
      }
      return statement;
    }
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  // Kysely passes parameters on as they came from our own typed queries.
  const bound = (parameters: readonly unknown[]) => {
    refuseUnstorable(parameters);
    return parameters as readonly SQLInputValue[];
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bound(parameters)),
    run: (parameters) => statement.run(...bound(parameters)),
    iterate: (parameters) => statement.iterate(...bound(parameters))
  };
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values()
};

function watchOtherWriters(database: DatabaseSync, wake: () => void): () => Promise<void> {
  const version = database.prepare('pragma data_version');
  let seen = version.get()?.data_version;
  const timer = setInterval(() => {
    const now = version.get()?.data_version;
    if (now === seen) return;
    seen = now;
    wake();
  }, OTHER_WRITERS_MS).unref();
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
}
