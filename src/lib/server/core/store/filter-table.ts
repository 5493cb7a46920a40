import type { Database } from './tables.ts';

/** A filter that somebody keeps for a page. */
export interface FilterRecord {
  readonly id: string;
  /** Who keeps it, as the log names them: `account:…`, `key:…`. */
  readonly holder: string;
  /** The page that it belongs to. */
  readonly page: string;
  readonly name: string;
  /** The query of the page's address. */
  readonly query: string;
  /** The page opens with it where its address says nothing. */
  readonly isDefault: boolean;
  /** When it was saved last, milliseconds UTC. */
  readonly at: number;
}

/** Filters that people keep for themselves. */
export class FilterTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a filter; one of the same holder, page and name is replaced and keeps its id. Of one page one is the default. */
  async keep({ isDefault, ...record }: FilterRecord): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      const { holder, page, query, at } = record;
      const is_default = isDefault ? 1 : 0;
      if (isDefault)
        await db
          .updateTable('saved_filter')
          .set({ is_default: 0 })
          .where('holder', '=', holder)
          .where('page', '=', page)
          .execute();
      await db
        .insertInto('saved_filter')
        .values({ ...record, is_default })
        .onConflict((conflict) =>
          conflict.columns(['holder', 'page', 'name']).doUpdateSet({ query, is_default, at })
        )
        .execute();
    });
  }

  /** What somebody keeps for a page, by name. */
  async of(holder: string, page: string): Promise<FilterRecord[]> {
    const rows = await this.#db
      .selectFrom('saved_filter')
      .selectAll()
      .where('holder', '=', holder)
      .where('page', '=', page)
      .orderBy('name')
      .execute();
    return rows.map(({ is_default, ...row }) => ({ ...row, isDefault: is_default === 1 }));
  }

  /** Removes a filter of somebody's; false where they have none of that id. */
  async remove(holder: string, id: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('saved_filter')
      .where('holder', '=', holder)
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}
