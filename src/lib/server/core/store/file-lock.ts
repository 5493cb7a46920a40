import { DatabaseSync } from 'node:sqlite';

/** A lock that one process of a machine holds at a time, and that ends with it however it ends. */
export interface FileLock {
  free(): void;
}

/**
 * Takes the lock that a small file stands for; null where another holds it. It is SQLite's own lock on an empty database:
 * the only one that Node offers on every system and that a killed process leaves behind nowhere.
 * @throws what the system says where the file cannot be made
 */
export function takeFileLock(file: string): FileLock | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { free: () => database.close() };
}

/** SQLITE_BUSY (5) and its kinds. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}
