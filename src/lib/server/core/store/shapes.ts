import { createHash } from 'node:crypto';
import type { Database } from './tables.ts';

/** Boundary shapes, which the log names by their SHA-256 and which never change. */
export class Shapes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps bytes, once, and answers their SHA-256 in hexadecimal. */
  async put(content: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    await this.#db
      .insertInto('shape')
      .values({ sha256, content })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .execute();
    return sha256;
  }

  /** The bytes with a SHA-256; null where they were never kept. */
  async get(sha256: string): Promise<Uint8Array | null> {
    const row = await this.#db
      .selectFrom('shape')
      .select('content')
      .where('sha256', '=', sha256)
      .executeTakeFirst();
    return row ? new Uint8Array(row.content) : null;
  }
}
