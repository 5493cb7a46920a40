/** The database is out of reach or can take nothing now; the same may be asked again later. */
export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('the store cannot be reached', { cause });
    this.name = 'StoreUnavailable';
  }
}

/** How many seconds whoever is refused because of an outage is asked to wait. */
export const RETRY_AFTER_S = 5;

/**
 * Classes and codes of SQLSTATE by which PostgreSQL says that it can take nothing now: connections, resources, an
 * operator's doing, the system under it, a standby that only reads, a lock or a statement that took too long.
 */
const OUT_OF_REACH = /^(?:08|53|57|58)|^(?:25006|25P03|55P03)$/;
/** Who connects is not let in, or there is no such database: waiting does not help. */
const FOR_GOOD = /^(?:28|3D)/;
/** SQLite's primary result codes of the same meaning: busy, locked, read only, I/O, full, cannot open. */
const SQLITE_OUT_OF_REACH = new Set([5, 6, 8, 10, 13, 14]);

/** Whether an SQLSTATE says that the database can take nothing now. */
export function isOutOfReach(state: string): boolean {
  return OUT_OF_REACH.test(state);
}

/**
 * Whether an error says that the store can take nothing now, itself or by a cause of it. Known by its name: the server
 * and the bundle of the pages hold separate copies of every class.
 */
export function isUnavailable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at.name === 'StoreUnavailable' || at.name === 'StoreClosed') return true;
    if ('code' in at && at.code === 'ERR_SQLITE_ERROR' && 'errcode' in at)
      return SQLITE_OUT_OF_REACH.has(Number(at.errcode) & 0xff);
  }
  return false;
}

/** Why the database cannot be reached, where waiting may help; null for everything else, a wrong password among it. */
export function outageWords(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at.name !== 'StoreUnavailable') continue;
    const why = at.cause;
    if (!(why instanceof Error)) return at.message;
    return 'code' in why && FOR_GOOD.test(String(why.code)) ? null : why.message;
  }
  return null;
}

/** What the store says, or `instead` where it is out of reach: for what stands beside a page and is not the page. */
export async function orWhenUnavailable<T, U>(asked: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await asked;
  } catch (error) {
    if (isUnavailable(error)) return instead;
    throw error;
  }
}
