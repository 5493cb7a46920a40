import type { Database } from './tables.ts';

/** An alert as it is kept; its rule and the states of its units are JSON that the room of alerts reads. */
export interface AlertRecord {
  readonly id: string;
  /** Key of the unit in whose subtree it watches. */
  readonly unit: string;
  readonly rule: string;
  readonly states: string;
  /** Until then nobody is told, milliseconds UTC; 0 where everybody is. */
  readonly snoozedUntil: number;
  readonly actor: string;
  readonly at: number;
}

/** Alerts, and how their units stand: beside the log, since they change no figure. */
export class AlertTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async list(limit: number): Promise<AlertRecord[]> {
    const rows = await this.#db
      .selectFrom('alert')
      .selectAll()
      .orderBy('at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ snoozed_until, ...row }) => ({ ...row, snoozedUntil: snoozed_until }));
  }

  /** Keeps an alert under its id; how its units stood begins anew. */
  async keep({ snoozedUntil, ...record }: AlertRecord): Promise<void> {
    const { unit, rule, states, actor, at } = record;
    await this.#db
      .insertInto('alert')
      .values({ ...record, snoozed_until: snoozedUntil })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ unit, rule, states, actor, at, snoozed_until: snoozedUntil })
      )
      .execute();
  }

  /** Keeps how the units stand under a rule; false where the rule is another one by now. */
  async keepStates(id: string, rule: string, states: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('alert')
      .set({ states })
      .where('id', '=', id)
      .where('rule', '=', rule)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async snooze(id: string, until: number): Promise<void> {
    await this.#db.updateTable('alert').set({ snoozed_until: until }).where('id', '=', id).execute();
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('alert').where('id', '=', id).execute();
  }
}

/** What the public page shows: one row. */
export class PublicPageTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** JSON; null where nobody has ever saved it. */
  async read(): Promise<string | null> {
    const row = await this.#db
      .selectFrom('public_page')
      .select('body')
      .where('id', '=', 'page')
      .executeTakeFirst();
    return row?.body ?? null;
  }

  async keep(body: string, actor: string, at: number): Promise<void> {
    await this.#db
      .insertInto('public_page')
      .values({ id: 'page', body, actor, at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ body, actor, at }))
      .execute();
  }
}
