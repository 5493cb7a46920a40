import type { Database } from './tables.ts';

/** A person or a group's card, as the store knows it. */
export interface AccountRecord {
  readonly id: string;
  /** Unique for ever: the log names its authors by it. */
  readonly login: string;
  readonly name: string;
  /** Null where the person has none. */
  readonly email: string | null;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly disabledAt: number | null;
  /** True while the password is one that somebody else made. */
  readonly oneTime: boolean;
  /** Code of the group whose card this is; null for an account that is no card. */
  readonly cardGroup: string | null;
}

/** Addresses of people who have no e-mail: the library wants one, and nothing is ever sent there (RFC 2606). */
export const NO_MAIL = '@no-mail.invalid';

/** What is kept of accounts beside the library's own tables. */
export class AccountTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(id: string, state: { at: number; oneTime: boolean; cardGroup: string | null }): Promise<void> {
    await this.#db
      .insertInto('account_state')
      .values({
        id,
        created_at: state.at,
        disabled_at: null,
        one_time: state.oneTime ? 1 : 0,
        card_group: state.cardGroup,
        card_hash: null
      })
      .execute();
  }

  /** Every account, by login name. */
  async list(): Promise<AccountRecord[]> {
    return (await this.#select().orderBy('username').execute()).map(record);
  }

  async byId(id: string): Promise<AccountRecord | null> {
    const row = await this.#select().where('auth_user.id', '=', id).executeTakeFirst();
    return row ? record(row) : null;
  }

  async byLogin(login: string): Promise<AccountRecord | null> {
    const row = await this.#select().where('username', '=', login).executeTakeFirst();
    return row ? record(row) : null;
  }

  async byEmail(email: string): Promise<AccountRecord | null> {
    const row = await this.#select().where('email', '=', email.toLowerCase()).executeTakeFirst();
    return row ? record(row) : null;
  }

  async byCard(hash: string): Promise<AccountRecord | null> {
    const row = await this.#select().where('card_hash', '=', hash).executeTakeFirst();
    return row ? record(row) : null;
  }

  async count(): Promise<number> {
    const { n } = await this.#db
      .selectFrom('account_state')
      .select(({ fn }) => fn.countAll<number | string>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  async setDisabled(id: string, at: number | null): Promise<void> {
    await this.#db.updateTable('account_state').set({ disabled_at: at }).where('id', '=', id).execute();
  }

  async setOneTime(id: string, oneTime: boolean): Promise<void> {
    const one_time = oneTime ? 1 : 0;
    await this.#db.updateTable('account_state').set({ one_time }).where('id', '=', id).execute();
  }

  /** Gives a card another secret; null takes it away. */
  async setCard(id: string, hash: string | null): Promise<void> {
    await this.#db.updateTable('account_state').set({ card_hash: hash }).where('id', '=', id).execute();
  }

  /** The token of a session of an account, by the session's id; null where there is none. */
  async sessionToken(account: string, session: string): Promise<string | null> {
    const row = await this.#db
      .selectFrom('auth_session')
      .select('token')
      .where('id', '=', session)
      .where('userId', '=', account)
      .executeTakeFirst();
    return row?.token ?? null;
  }

  #select() {
    return this.#db
      .selectFrom('auth_user')
      .innerJoin('account_state', 'account_state.id', 'auth_user.id')
      .select([
        'auth_user.id',
        'auth_user.name',
        'auth_user.email',
        'auth_user.username',
        'account_state.created_at',
        'account_state.disabled_at',
        'account_state.one_time',
        'account_state.card_group'
      ]);
  }
}

interface JoinedRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly username: string | null;
  readonly created_at: number;
  readonly disabled_at: number | null;
  readonly one_time: number;
  readonly card_group: string | null;
}

function record(row: JoinedRow): AccountRecord {
  return {
    id: row.id,
    login: row.username ?? '',
    name: row.name,
    email: row.email.endsWith(NO_MAIL) ? null : row.email,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    oneTime: row.one_time === 1,
    cardGroup: row.card_group
  };
}
