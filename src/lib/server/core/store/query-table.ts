import type { Database } from './tables.ts';

/** A query that somebody keeps for themselves. */
export interface QueryRecord {
  readonly id: string;
  /** Whose it is: `account:…`. */
  readonly owner: string;
  readonly name: string;
  readonly sql: string;
  /** When it was kept last, milliseconds UTC. */
  readonly at: number;
}

/** Saved queries, each its owner's alone. */
export class QueryTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a query; one of the same owner and name is replaced and keeps its id. Answers the id. */
  async keep(record: QueryRecord): Promise<string> {
    await this.#db
      .insertInto('saved_query')
      .values(record)
      .onConflict((conflict) =>
        conflict.columns(['owner', 'name']).doUpdateSet({ sql: record.sql, at: record.at })
      )
      .execute();
    const { id } = await this.#db
      .selectFrom('saved_query')
      .select('id')
      .where('owner', '=', record.owner)
      .where('name', '=', record.name)
      .executeTakeFirstOrThrow();
    return id;
  }

  /** Somebody's queries, the newest first, at most `limit`. */
  async of(owner: string, limit: number): Promise<QueryRecord[]> {
    return this.#db
      .selectFrom('saved_query')
      .selectAll()
      .where('owner', '=', owner)
      .orderBy('at', 'desc')
      .orderBy('name')
      .limit(limit)
      .execute();
  }

  /** Takes one of somebody's queries away; false where they have none of this id. */
  async remove(owner: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('saved_query')
      .where('owner', '=', owner)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
