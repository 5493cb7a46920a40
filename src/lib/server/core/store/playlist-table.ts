import type { Database } from './tables.ts';

/** A playlist as it is kept; its body is JSON that the wall's room reads. */
export interface PlaylistRecord {
  readonly id: string;
  /** Key of the unit whose office arranges it. */
  readonly unit: string;
  /** One of its unit's names for playlists. */
  readonly name: string;
  readonly body: string;
  /** Who saved it last, and when, milliseconds UTC. */
  readonly actor: string;
  readonly at: number;
}

/** Playlists of walls. */
export class PlaylistTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a playlist under its id; false where another one of its unit has the name. */
  async keep(record: PlaylistRecord): Promise<boolean> {
    return this.#db.transaction().execute(async (db) => {
      const { id, unit, name, body, actor, at } = record;
      const other = await db
        .selectFrom('playlist')
        .select('id')
        .where('unit', '=', unit)
        .where('name', '=', name)
        .where('id', '<>', id)
        .executeTakeFirst();
      if (other) return false;
      await db
        .insertInto('playlist')
        .values(record)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ unit, name, body, actor, at }))
        .execute();
      return true;
    });
  }

  /** At most `limit` playlists, by name. */
  async list(limit: number): Promise<PlaylistRecord[]> {
    return this.#db.selectFrom('playlist').selectAll().orderBy('name').orderBy('id').limit(limit).execute();
  }

  async byId(id: string): Promise<PlaylistRecord | null> {
    return (
      (await this.#db.selectFrom('playlist').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
    );
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('playlist').where('id', '=', id).execute();
  }
}
