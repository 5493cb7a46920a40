import { randomUUID } from 'node:crypto';
import { isAPIError } from 'better-auth/api';
import type { Grant } from '../../../domain/access.ts';
import { NO_MAIL } from '../store/account-table.ts';
import type { Store } from '../store/store.ts';
import type { AccountFault } from './account-rules.ts';
import { isLogin, mailOf, normalLogin, type Library } from './library.ts';
import { hashPassword } from './passwords.ts';
import type { RightsChanges } from './rights-changes.ts';

/** A person or a card that is to have an account. */
export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly password: string;
  /** True where somebody else made the password and it must be changed. */
  readonly oneTime: boolean;
  readonly cardGroup?: string | null;
  readonly grants: readonly Grant[];
}

/** Where somebody is signed in. */
export interface OpenSession {
  readonly id: string;
  /** Milliseconds UTC. */
  readonly since: number;
  readonly until: number;
  readonly address: string | null;
  /** What the browser calls itself. */
  readonly agent: string | null;
}

const NAME = /^[^\p{C}]{1,100}$/u;
const MAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** Accounts as they are kept, by the library and beside it. Judges nothing: who may do what is `Accounts`'. */
export class People {
  readonly #store: Store;
  readonly #library: Library;
  readonly #changes: RightsChanges;
  readonly #now: () => number;

  constructor(parts: { store: Store; library: Library; changes: RightsChanges; now: () => number }) {
    this.#store = parts.store;
    this.#library = parts.library;
    this.#changes = parts.changes;
    this.#now = parts.now;
  }

  /** Makes an account with its roles; answers its number. */
  async add(person: NewPerson, by: string): Promise<{ readonly id: string } | AccountFault> {
    const login = normalLogin(person.login);
    const name = person.name.trim().normalize('NFC');
    const email = person.email?.trim().toLowerCase() || null;
    if (!isLogin(login)) return 'badLogin';
    if (!NAME.test(name)) return 'badName';
    if (email !== null && (!MAIL.test(email) || email.endsWith(NO_MAIL))) return 'badEmail';
    if (await this.#store.accounts.byLogin(login)) return 'loginTaken';
    if (email !== null && (await this.#store.accounts.byEmail(email))) return 'emailTaken';
    const password = await hashPassword(person.password);
    const { internalAdapter } = await this.#library.$context;
    try {
      const { id } = await internalAdapter.createUser(
        { name, email: email ?? mailOf(randomUUID()), emailVerified: true, username: login },
        { method: 'email-password' }
      );
      await this.#store.accounts.add(id, {
        at: this.#now(),
        oneTime: person.oneTime,
        cardGroup: person.cardGroup ?? null
      });
      await internalAdapter.createAccount({ userId: id, accountId: id, providerId: 'credential', password });
      for (const grant of person.grants) await this.give(id, grant, by);
      return { id };
    } catch (error) {
      if (isAPIError(error) && error.statusCode < 500) return 'loginTaken';
      throw error;
    }
  }

  /** Gives an account a role; answers the grant's number. */
  async give(account: string, grant: Grant, by: string): Promise<string> {
    const id = randomUUID();
    const holder = `account:${account}`;
    await this.#store.grants.add({ ...grant, id, holder }, { at: this.#now(), by });
    await this.#changes.note(holder);
    return id;
  }

  /** Takes a role back. */
  async take(grant: string, holder: string): Promise<boolean> {
    const ended = await this.#store.grants.end(grant, this.#now());
    await this.#changes.note(holder);
    return ended;
  }

  /** Sets a password or a PIN and ends every session. */
  async setPassword(account: string, password: string, oneTime: boolean): Promise<void> {
    const { internalAdapter } = await this.#library.$context;
    await internalAdapter.updatePassword(account, await hashPassword(password));
    await this.#store.accounts.setOneTime(account, oneTime);
    await this.endSessions(account);
  }

  /** Disables an account, which ends its sessions, or enables it again. */
  async setDisabled(account: string, disabled: boolean): Promise<void> {
    await this.#store.accounts.setDisabled(account, disabled ? this.#now() : null);
    await this.endSessions(account);
  }

  /** Ends every session of an account, but one where it is named. */
  async endSessions(account: string, but: string | null = null): Promise<void> {
    const { internalAdapter } = await this.#library.$context;
    if (but === null) await internalAdapter.deleteUserSessions(account);
    else {
      const others = (await internalAdapter.listSessions(account)).filter(({ id }) => id !== but);
      if (others.length > 0) await internalAdapter.deleteSessions(others.map(({ token }) => token));
    }
    await this.#changes.note(`account:${account}`);
  }

  /** Where an account is signed in, newest first. */
  async sessions(account: string): Promise<OpenSession[]> {
    const { internalAdapter } = await this.#library.$context;
    const all = await internalAdapter.listSessions(account, { onlyActiveSessions: true });
    return all
      .map((one) => ({
        id: one.id,
        since: new Date(one.createdAt).getTime(),
        until: new Date(one.expiresAt).getTime(),
        address: one.ipAddress || null,
        agent: one.userAgent || null
      }))
      .sort((a, b) => b.since - a.since);
  }

  /** Ends one session of an account; false where it has none of that number. */
  async endSession(account: string, session: string): Promise<boolean> {
    const token = await this.#store.accounts.sessionToken(account, session);
    if (token === null) return false;
    const { internalAdapter } = await this.#library.$context;
    await internalAdapter.deleteSession(token);
    await this.#changes.note(`account:${account}`);
    return true;
  }
}
