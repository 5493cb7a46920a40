import type { Grant, Principal } from '../../../domain/access.ts';
import type { EntryBody } from '../../../domain/entry.ts';
import type { AccountRecord } from '../store/account-table.ts';
import type { HeldGrant } from '../store/grant-table.ts';
import type { Store } from '../store/store.ts';
import {
  grantOf,
  mayGive,
  mayManage,
  maySee,
  type AccountFault,
  type GrantDraft,
  type Ground
} from './account-rules.ts';
import { newOneTimePassword } from './passwords.ts';
import type { OpenSession, People } from './people.ts';

export type { AccountFault, GrantDraft } from './account-rules.ts';
export type { OpenSession } from './people.ts';

/** What administration stands on. */
export interface AdministrationParts {
  readonly store: Store;
  readonly people: People;
  /** The tree and the day as of now. */
  readonly ground: () => Ground;
  /** Writes into the log what was done, in somebody's name; never a secret. */
  readonly record: (principal: Principal, change: ChangeBody) => Promise<unknown>;
}

export type ChangeBody = Extract<EntryBody, { kind: 'change' }>;

/** An account as whoever manages accounts sees it. */
export interface AccountSummary extends AccountRecord {
  readonly grants: readonly HeldGrant[];
  /** Whether whoever asks may change it. */
  readonly mayManage: boolean;
}

/** Somebody who is to have an account. */
export interface AccountDraft {
  readonly login: string;
  readonly name: string;
  readonly email?: string | null | undefined;
  readonly grants: readonly GrantDraft[];
}

/** Accounts as somebody with `manageAccounts` may see and change them: within their own subtree, never above themselves. */
export class Accounts {
  readonly #parts: AdministrationParts;

  constructor(parts: AdministrationParts) {
    this.#parts = parts;
  }

  /** Every account that one may see, by login name. */
  async list(principal: Principal): Promise<AccountSummary[]> {
    const { store, ground } = this.#parts;
    const records = await store.accounts.list();
    const held = await store.grants.ofAll(records.map(({ id }) => `account:${id}`));
    const now = ground();
    return records.flatMap((record) => {
      const grants = held.get(`account:${record.id}`) ?? [];
      if (!maySee(principal, grants, now)) return [];
      return [{ ...record, grants, mayManage: mayManage(principal, grants, now) }];
    });
  }

  /** One account that one may see; null where there is none. */
  async one(principal: Principal, id: string): Promise<AccountSummary | null> {
    const record = await this.#parts.store.accounts.byId(id);
    if (!record) return null;
    const grants = await this.#parts.store.grants.of(`account:${id}`);
    const now = this.#parts.ground();
    if (!maySee(principal, grants, now)) return null;
    return { ...record, grants, mayManage: mayManage(principal, grants, now) };
  }

  /** Makes an account; its one-time password is answered for the only time. */
  async create(
    principal: Principal,
    draft: AccountDraft
  ): Promise<{ readonly id: string; readonly password: string } | AccountFault> {
    const grants = this.#judged(principal, draft.grants);
    if (typeof grants === 'string') return grants;
    if (grants.length === 0) return 'badGrant';
    const password = newOneTimePassword();
    const { login, name, email } = draft;
    const made = await this.#parts.people.add(
      { login, name, email, password, oneTime: true, grants },
      principal.actor
    );
    if (typeof made === 'string') return made;
    const account = await this.#parts.store.accounts.byId(made.id);
    await this.#record(principal, account, 'created', grants.map(wordsOf).join('; '));
    return { id: made.id, password };
  }

  /** Gives an account another role. */
  async give(
    principal: Principal,
    id: string,
    draft: GrantDraft
  ): Promise<{ readonly grant: string } | AccountFault> {
    const found = await this.#managed(principal, id);
    if (typeof found === 'string') return found;
    if (found.cardGroup !== null) return 'isACard';
    // Nobody makes themselves more than others made them.
    if (principal.actor === `account:${found.login}`) return 'forbidden';
    const grants = this.#judged(principal, [draft]);
    if (typeof grants === 'string') return grants;
    const [grant] = grants;
    if (!grant) return 'badGrant';
    const number = await this.#parts.people.give(id, grant, principal.actor);
    await this.#record(principal, found, 'granted', wordsOf(grant));
    return { grant: number };
  }

  /** Takes a role back, at once. */
  async take(principal: Principal, id: string, grant: string): Promise<AccountFault | null> {
    const found = await this.#parts.store.accounts.byId(id);
    const held = await this.#parts.store.grants.byId(grant);
    if (!found || held?.holder !== `account:${id}`) return 'notFound';
    const now = this.#parts.ground();
    if (!mayGive(principal, held, now)) return 'forbidden';
    if (held.role === 'administrator' && (await this.#isLastAdministrator(id))) return 'lastAdministrator';
    await this.#parts.people.take(grant, held.holder);
    await this.#record(principal, found, 'revoked', wordsOf(held));
    return null;
  }

  /** Disables an account, which ends its sessions at once, or enables it again. */
  async setDisabled(principal: Principal, id: string, disabled: boolean): Promise<AccountFault | null> {
    const found = await this.#managed(principal, id);
    if (typeof found === 'string') return found;
    if (disabled && principal.actor === `account:${found.login}`) return 'self';
    if (disabled && (await this.#isLastAdministrator(id))) return 'lastAdministrator';
    await this.#parts.people.setDisabled(id, disabled);
    await this.#record(principal, found, disabled ? 'disabled' : 'enabled', '');
    return null;
  }

  /** Gives an account a new one-time password and ends its sessions. */
  async resetPassword(
    principal: Principal,
    id: string
  ): Promise<{ readonly password: string } | AccountFault> {
    const found = await this.#managed(principal, id);
    if (typeof found === 'string') return found;
    if (found.cardGroup !== null) return 'isACard';
    const password = newOneTimePassword();
    await this.#parts.people.setPassword(id, password, true);
    await this.#record(principal, found, 'password-reset', '');
    return { password };
  }

  /** Where an account is signed in. */
  async sessions(principal: Principal, id: string): Promise<OpenSession[] | AccountFault> {
    const found = await this.#managed(principal, id);
    return typeof found === 'string' ? found : this.#parts.people.sessions(id);
  }

  /** Ends a session of an account, or all of them where none is named. */
  async endSessions(principal: Principal, id: string, session: string | null): Promise<AccountFault | null> {
    const found = await this.#managed(principal, id);
    if (typeof found === 'string') return found;
    if (session === null) await this.#parts.people.endSessions(id);
    else if (!(await this.#parts.people.endSession(id, session))) return 'notFound';
    await this.#record(principal, found, 'signed-out', '');
    return null;
  }

  /** Names of authors of the log (`account:…`), as people are shown them; whoever is unknown is left out. */
  async namesOf(actors: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const actor of new Set(actors)) {
      const login = /^account:(.+)$/.exec(actor)?.[1];
      const account = login === undefined ? null : await this.#parts.store.accounts.byLogin(login);
      if (account) found.set(actor, account.name);
    }
    return found;
  }

  async #managed(principal: Principal, id: string): Promise<AccountSummary | AccountFault> {
    const found = await this.one(principal, id);
    if (!found) return 'notFound';
    return found.mayManage ? found : 'forbidden';
  }

  /** Drafts as grants that one may give, or what is wrong with them. */
  #judged(principal: Principal, drafts: readonly GrantDraft[]): Grant[] | AccountFault {
    const now = this.#parts.ground();
    const grants: Grant[] = [];
    for (const draft of drafts) {
      const grant = grantOf(draft, now);
      if (!grant) return 'badGrant';
      if (!mayGive(principal, grant, now)) return 'forbidden';
      grants.push(grant);
    }
    return grants;
  }

  /** Whether a store would have nobody left who may everything. */
  async #isLastAdministrator(id: string): Promise<boolean> {
    const { store, ground } = this.#parts;
    const { day } = ground();
    const isNow = ({ role, validTo }: Grant) =>
      role === 'administrator' && (validTo === null || validTo > day);
    const records = (await store.accounts.list()).filter(({ disabledAt }) => disabledAt === null);
    const held = await store.grants.ofAll(records.map((one) => `account:${one.id}`));
    const administrators = records.filter((one) => held.get(`account:${one.id}`)?.some(isNow));
    return administrators.length === 1 && administrators[0]?.id === id;
  }

  #record(principal: Principal, account: AccountRecord | null, action: string, detail: string) {
    const object = `account:${account?.login ?? ''}`;
    return this.#parts.record(principal, { kind: 'change', object, action, detail });
  }
}

/** A grant as the log tells it. */
export function wordsOf(grant: Grant): string {
  const groups = grant.groups === null ? '' : ` ${grant.groups.join(',')}`;
  const until = grant.validTo === null ? '' : ` –${grant.validTo}`;
  const decision = grant.decision === '' ? '' : ` (${grant.decision})`;
  return `${grant.role} ${grant.unit}${groups}${until}${decision}`;
}
