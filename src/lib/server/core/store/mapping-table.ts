import type { Database } from './tables.ts';

/** A saved way of reading a sector's files; its body is JSON that the workbooks' room reads. */
export interface MappingRecord {
  readonly id: string;
  /** Key of the unit under which it was saved. */
  readonly unit: string;
  readonly name: string;
  readonly body: string;
  /** Who saved it last, and when, milliseconds UTC. */
  readonly actor: string;
  readonly at: number;
}

/** Saved mappings of columns, by unit and name. */
export class MappingTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Keeps a mapping; one of the same unit and name is replaced and keeps its id. Answers the id. */
  async keep(record: MappingRecord): Promise<string> {
    await this.#db
      .insertInto('mapping')
      .values(record)
      .onConflict((conflict) =>
        conflict
          .columns(['unit', 'name'])
          .doUpdateSet({ body: record.body, actor: record.actor, at: record.at })
      )
      .execute();
    const { id } = await this.#db
      .selectFrom('mapping')
      .select('id')
      .where('unit', '=', record.unit)
      .where('name', '=', record.name)
      .executeTakeFirstOrThrow();
    return id;
  }

  /** At most `limit` mappings by name, the newest first of each. */
  async list(limit: number): Promise<MappingRecord[]> {
    return this.#db
      .selectFrom('mapping')
      .selectAll()
      .orderBy('name')
      .orderBy('at', 'desc')
      .limit(limit)
      .execute();
  }

  async byId(id: string): Promise<MappingRecord | null> {
    return (await this.#db.selectFrom('mapping').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('mapping').where('id', '=', id).execute();
  }
}
