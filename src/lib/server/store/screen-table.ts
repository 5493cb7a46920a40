import { scopeOf, type Scope } from '../../wire/scope.ts';
import type { ScreenRow } from './account-rows.ts';
import type { Database } from './tables.ts';

/** A link that shows one scope to whoever opens it, for a time. */
export interface ScreenRecord {
  /** SHA-256 of the link's token, hexadecimal. */
  readonly hash: string;
  /** Unique for ever. */
  readonly name: string;
  readonly scope: Scope;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  /** Id of the playlist that it shows; null for the usual one of its scope. */
  readonly playlist: string | null;
}

/** Screen links, by hash and by name. */
export class ScreenTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a link; false where its name is taken. */
  async add(screen: Omit<ScreenRecord, 'revokedAt'>): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('screen')
      .values({
        hash: screen.hash,
        name: screen.name,
        root: screen.scope.root,
        depth: screen.scope.depth,
        created_at: screen.createdAt,
        created_by: screen.createdBy,
        expires_at: screen.expiresAt,
        revoked_at: null,
        playlist: screen.playlist
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async byHash(hash: string): Promise<ScreenRecord | null> {
    const row = await this.#db.selectFrom('screen').selectAll().where('hash', '=', hash).executeTakeFirst();
    return row ? record(row) : null;
  }

  /** Every link, newest first. */
  async list(): Promise<ScreenRecord[]> {
    const rows = await this.#db.selectFrom('screen').selectAll().orderBy('created_at', 'desc').execute();
    return rows.flatMap((row) => record(row) ?? []);
  }

  async byName(name: string): Promise<ScreenRecord | null> {
    const row = await this.#db.selectFrom('screen').selectAll().where('name', '=', name).executeTakeFirst();
    return row ? record(row) : null;
  }

  /** Gives a screen another playlist, or none. */
  async show(name: string, playlist: string | null): Promise<void> {
    await this.#db.updateTable('screen').set({ playlist }).where('name', '=', name).execute();
  }

  /** Ends a link; false where no living one has the name. */
  async revoke(name: string, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('screen')
      .set({ revoked_at: at })
      .where('name', '=', name)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}

function record(row: ScreenRow): ScreenRecord | null {
  const scope = scopeOf(row.root, row.depth);
  if (!scope) return null;
  return {
    hash: row.hash,
    name: row.name,
    scope,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    playlist: row.playlist
  };
}
