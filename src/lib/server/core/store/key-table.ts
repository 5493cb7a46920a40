import type { Database } from './tables.ts';

/** An API key as the store knows it: by its hash. */
export interface KeyRecord {
  /** SHA-256 of the key, hexadecimal. */
  readonly hash: string;
  /** Unique for ever, revoked ones included: the log names its authors by it. */
  readonly name: string;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** API keys, by hash and by name. */
export class KeyTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a key's hash; false where the hash or the name is taken. */
  async add(hash: string, name: string, createdAt: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('api_key')
      .values({ hash, name, created_at: createdAt, revoked_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  async byHash(hash: string): Promise<KeyRecord | null> {
    const row = await this.#db.selectFrom('api_key').selectAll().where('hash', '=', hash).executeTakeFirst();
    return row ? { hash, name: row.name, createdAt: row.created_at, revokedAt: row.revoked_at } : null;
  }

  /** Every key, oldest first. */
  async list(): Promise<KeyRecord[]> {
    const rows = await this.#db
      .selectFrom('api_key')
      .selectAll()
      .orderBy('created_at')
      .orderBy('name')
      .execute();
    return rows.map((row) => ({
      hash: row.hash,
      name: row.name,
      createdAt: row.created_at,
      revokedAt: row.revoked_at
    }));
  }

  /** Ends a key's life; false where no living key has the name. */
  async revoke(name: string, at: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('api_key')
      .set({ revoked_at: at })
      .where('name', '=', name)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Gives a revoked key its life back. */
  async restore(hash: string): Promise<void> {
    await this.#db.updateTable('api_key').set({ revoked_at: null }).where('hash', '=', hash).execute();
  }
}
