import { scopeOf, type Scope } from '../../../wire/scope.ts';
import type { ScreenRow } from './account-rows.ts';
import type { Database } from './tables.ts';

/** A link that shows one scope to whoever opens it, for a time. */
export interface ScreenRecord {
  /** SHA-256 of the link's token, hexadecimal. */
  readonly hash: string;
  /** Unique for ever, and never changed: the log and addresses name it by this. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
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
  async add(screen: Omit<ScreenRecord, 'title' | 'revokedAt'>): Promise<boolean> {
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
        playlist: screen.playlist,
        title: null
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  /** The screen that a token opens: that of its link, or one that a code was exchanged for. */
  async byHash(hash: string): Promise<ScreenRecord | null> {
    const row = await this.#db.selectFrom('screen').selectAll().where('hash', '=', hash).executeTakeFirst();
    if (row) return record(row);
    const key = await this.#db
      .selectFrom('screen_key')
      .select('screen')
      .where('hash', '=', hash)
      .where('code_until', 'is', null)
      .executeTakeFirst();
    return key ? this.byName(key.screen) : null;
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

  /** Gives a screen another title. */
  async rename(name: string, title: string): Promise<void> {
    await this.#db.updateTable('screen').set({ title }).where('name', '=', name).execute();
  }

  /** Until when the code of each screen that has one is good, milliseconds UTC. */
  async codes(now: number): Promise<Map<string, number>> {
    const rows = await this.#db
      .selectFrom('screen_key')
      .select(['screen', 'code_until'])
      .where('code_until', '>', now)
      .execute();
    return new Map(rows.flatMap(({ screen, code_until }) => (code_until ? [[screen, code_until]] : [])));
  }

  /** Keeps a screen's code in the place of the one before it; those that are over go. */
  async keepCode(
    name: string,
    code: { readonly hash: string; readonly at: number; readonly by: string; readonly until: number }
  ): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db
        .deleteFrom('screen_key')
        .where('code_until', 'is not', null)
        .where((is) => is.or([is('screen', '=', name), is('code_until', '<=', code.at)]))
        .execute();
      await db
        .insertInto('screen_key')
        .values({
          ...{ hash: code.hash, screen: name, made_at: code.at, made_by: code.by, code_until: code.until }
        })
        .execute();
    });
  }

  /** Ends a screen's code; false where it has none. */
  async dropCode(name: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('screen_key')
      .where('screen', '=', name)
      .where('code_until', 'is not', null)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** Exchanges a code for a token, for once; the screen that it opens, or null where there is no such code. */
  async exchange(code: string, token: string, now: number): Promise<ScreenRecord | null> {
    const name = await this.#db.transaction().execute(async (db) => {
      const key = await db
        .selectFrom('screen_key')
        .select(['screen', 'made_by'])
        .where('hash', '=', code)
        .where('code_until', '>', now)
        .executeTakeFirst();
      if (!key) return null;
      // Of two who type it at once the one that takes it away has it.
      const taken = await db
        .deleteFrom('screen_key')
        .where('hash', '=', code)
        .where('code_until', '>', now)
        .executeTakeFirst();
      if (taken.numDeletedRows === 0n) return null;
      const { screen, made_by } = key;
      await db
        .insertInto('screen_key')
        .values({ hash: token, screen, made_at: now, made_by, code_until: null })
        .execute();
      return screen;
    });
    return name === null ? null : this.byName(name);
  }

  /** Gives a screen another playlist, or none. */
  async show(name: string, playlist: string | null): Promise<void> {
    await this.#db.updateTable('screen').set({ playlist }).where('name', '=', name).execute();
  }

  /** Ends a link with its code; false where no living one has the name. */
  async revoke(name: string, at: number): Promise<boolean> {
    await this.dropCode(name);
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
    playlist: row.playlist,
    title: row.title ?? row.name
  };
}
