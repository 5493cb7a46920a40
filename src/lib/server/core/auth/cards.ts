import type { Principal } from '../../../domain/access.ts';
import type { Day } from '../../../domain/period.ts';
import type { AccountRecord } from '../store/account-table.ts';
import { grantOf, mayGive, mayManage, type AccountFault } from './account-rules.ts';
import { wordsOf, type AdministrationParts } from './accounts.ts';
import { hashOf, newPin, newToken } from './passwords.ts';
import type { RightsChanges } from './rights-changes.ts';

/** A card that a clerk is to hand out. */
export interface CardDraft {
  /** Code of the group that files by it. */
  readonly group: string;
  /** Of the person who gets it. */
  readonly name: string;
  /** The head, or a deputy or youth member who files "nhập thay". */
  readonly role: 'group-head' | 'group-deputy';
  readonly validTo?: Day | null | undefined;
}

/** What stands on a card: shown once, to be printed and handed over. */
export interface IssuedCard {
  readonly account: string;
  /** The card's code: a login name. */
  readonly login: string;
  /** Eight digits. */
  readonly pin: string;
  /** What the QR code leads to, on this server: `/sign-in/card#…`. */
  readonly path: string;
}

/** Cards of groups: accounts that need no e-mail and no password, handed out, reset and taken back by the clerk. */
export class Cards {
  readonly #parts: AdministrationParts;
  readonly #changes: RightsChanges;

  constructor(parts: AdministrationParts, changes: RightsChanges) {
    this.#parts = parts;
    this.#changes = changes;
  }

  /** Makes a card for a group below. */
  async issue(principal: Principal, draft: CardDraft): Promise<IssuedCard | AccountFault> {
    const { ground, people, store } = this.#parts;
    const now = ground();
    const group = now.tree.group(draft.group)?.group;
    if (!group) return 'notFound';
    const grant = grantOf(
      { role: draft.role, unit: group.unit, groups: [group.code], validTo: draft.validTo ?? null },
      now
    );
    if (!grant) return 'badGrant';
    if (!mayGive(principal, grant, now)) return 'forbidden';
    const pin = newPin();
    const made = await people.add(
      {
        login: await this.#freeLogin(group.code),
        name: draft.name,
        password: pin,
        oneTime: false,
        cardGroup: group.code,
        grants: [grant]
      },
      principal.actor
    );
    if (typeof made === 'string') return made;
    const account = await store.accounts.byId(made.id);
    if (!account) return 'notFound';
    const path = await this.#newSecret(account.id);
    await this.#record(principal, account, 'created', wordsOf(grant));
    return { account: account.id, login: account.login, pin, path };
  }

  /** Gives a card another PIN and another code; what was printed before no longer works, and its sessions end. */
  async reset(principal: Principal, id: string): Promise<IssuedCard | AccountFault> {
    const account = await this.#managed(principal, id);
    if (typeof account === 'string') return account;
    const pin = newPin();
    const path = await this.#newSecret(id);
    await this.#parts.people.setPassword(id, pin, false);
    if (account.disabledAt !== null) await this.#parts.people.setDisabled(id, false);
    await this.#record(principal, account, 'pin-reset', '');
    return { account: id, login: account.login, pin, path };
  }

  /** Takes a card back: neither its PIN nor its code signs anybody in, and its sessions end at once. */
  async revoke(principal: Principal, id: string): Promise<AccountFault | null> {
    const account = await this.#managed(principal, id);
    if (typeof account === 'string') return account;
    await this.#parts.store.accounts.setCard(id, null);
    await this.#parts.people.setDisabled(id, true);
    await this.#changes.note(`account:${id}`);
    await this.#record(principal, account, 'revoked', '');
    return null;
  }

  async #newSecret(account: string): Promise<string> {
    const secret = newToken();
    await this.#parts.store.accounts.setCard(account, hashOf(secret));
    return `/sign-in/card#${secret}`;
  }

  /** The group's code, with a number behind it where it has a card already. */
  async #freeLogin(group: string): Promise<string> {
    const base = group.toLowerCase();
    for (let k = 1; ; k++) {
      const login = k === 1 ? base : `${base}.${k}`;
      if (!(await this.#parts.store.accounts.byLogin(login))) return login;
    }
  }

  async #managed(principal: Principal, id: string): Promise<AccountRecord | AccountFault> {
    const { store, ground } = this.#parts;
    const account = await store.accounts.byId(id);
    if (!account) return 'notFound';
    if (account.cardGroup === null) return 'notACard';
    const held = await store.grants.of(`account:${id}`);
    return mayManage(principal, held, ground()) ? account : 'forbidden';
  }

  #record(principal: Principal, account: AccountRecord, action: string, detail: string) {
    return this.#parts.record(principal, {
      kind: 'change',
      object: `account:${account.login}`,
      action,
      detail
    });
  }
}
