import { randomBytes, randomUUID } from 'node:crypto';
import type { PeriodProfile } from '../../../domain/period.ts';
import type { Database } from './tables.ts';

/** `demo`: filled by the program, and says so on every page. `real`: made by `mangluoi init`, never filled. */
export type StoreMode = 'demo' | 'real';

/** What a store says of itself. */
export interface StoreSettings {
  /**
   * Random; caches and checkpoints carry it, so that they never outlive their store. A store that was put back or copied
   * gets another one (RULES 32).
   */
  readonly id: string;
  /** The ids that it had before. */
  readonly earlierIds: readonly string[];
  /** Milliseconds UTC. */
  readonly createdAt: number;
  /** Null until somebody decides: an empty store. */
  readonly mode: StoreMode | null;
  readonly profile: PeriodProfile | null;
  /** False while the first fill has not ended. */
  readonly complete: boolean;
}

/** A store that already is a demo or a real one. */
export class AlreadyEstablished extends Error {
  constructor(mode: string) {
    super(`the store is already a ${mode} one`);
    this.name = 'AlreadyEstablished';
  }
}

/** Asked to throw away what is no half-made demo. */
export class NotAHalfDemo extends Error {
  constructor() {
    super('only a demo whose filling was cut off may be thrown away');
    this.name = 'NotAHalfDemo';
  }
}

/** Names of the settings that keep the ids of before. */
const EARLIER = 'id:before:';

/** The settings of a store, which lie beside the log and change at most twice in its life. */
export class Settings {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Gives a new store its id; leaves an old one alone. */
  async found(): Promise<void> {
    await this.#putOnce('id', randomUUID());
    await this.#putOnce('createdAt', String(Date.now()));
  }

  async read(): Promise<StoreSettings> {
    const rows = await this.#db.selectFrom('setting').selectAll().execute();
    const values = new Map(rows.map((row) => [row.name, row.value]));
    const mode = values.get('mode');
    const profile = values.get('profile');
    return {
      id: values.get('id') ?? '',
      earlierIds: rows.flatMap(({ name }) => (name.startsWith(EARLIER) ? name.slice(EARLIER.length) : [])),
      createdAt: Number(values.get('createdAt') ?? 0),
      mode: mode === 'demo' || mode === 'real' ? mode : null,
      profile: profile === 'window' || profile === 'calendar' ? profile : null,
      complete: values.has('complete')
    };
  }

  /**
   * Gives the store another id in place of `id`, which is kept among those that it had before; false where it has
   * another one already.
   */
  async renew(id: string): Promise<boolean> {
    return this.#db.transaction().execute(async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('setting')
        .set({ value: randomUUID() })
        .where('name', '=', 'id')
        .where('value', '=', id)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await transaction
        .insertInto('setting')
        .values({ name: `${EARLIER}${id}`, value: 'true' })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      return true;
    });
  }

  /** Says once and for all what kind of store this is. @throws AlreadyEstablished */
  async establish(mode: StoreMode, profile: PeriodProfile): Promise<void> {
    if (!(await this.#putOnce('mode', mode)))
      throw new AlreadyEstablished((await this.read()).mode ?? 'strange');
    await this.#putOnce('profile', profile);
  }

  /** Says that the first fill has ended. */
  async complete(): Promise<void> {
    await this.#putOnce('complete', 'true');
  }

  /** A secret of the store under a name: made when it is first asked for, the same for every process. */
  async secret(name: string): Promise<string> {
    await this.#putOnce(`secret:${name}`, randomBytes(48).toString('base64url'));
    const row = await this.#db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', `secret:${name}`)
      .executeTakeFirstOrThrow();
    return row.value;
  }

  /** @throws NotAHalfDemo */
  async refuseUnlessHalfDemo(): Promise<void> {
    const { mode, complete } = await this.read();
    if (mode !== 'demo' || complete) throw new NotAHalfDemo();
  }

  /** Makes the store an empty one again, with a new id. */
  async forget(): Promise<void> {
    await this.#db.deleteFrom('setting').execute();
    await this.found();
  }

  async #putOnce(name: string, value: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('setting')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
}
