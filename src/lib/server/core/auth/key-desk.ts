import type { Grant, Principal } from '../../../domain/access.ts';
import type { HeldGrant } from '../store/grant-table.ts';
import { grantOf, mayGive, mayManage, maySee, type AccountFault, type GrantDraft } from './account-rules.ts';
import { wordsOf, type AdministrationParts } from './accounts.ts';
import { holderOf, type ApiKeys } from './api-keys.ts';
import type { RightsChanges } from './rights-changes.ts';

/** An API key as whoever manages it sees it. */
export interface KeySummary {
  readonly name: string;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
  readonly grants: readonly HeldGrant[];
  readonly mayManage: boolean;
}

/** API keys as somebody with `manageAccounts` may see and change them. */
export class KeyDesk {
  readonly #parts: AdministrationParts;
  readonly #keys: ApiKeys;
  readonly #changes: RightsChanges;

  constructor(parts: AdministrationParts, keys: ApiKeys, changes: RightsChanges) {
    this.#parts = parts;
    this.#keys = keys;
    this.#changes = changes;
  }

  async list(principal: Principal): Promise<KeySummary[]> {
    const records = await this.#keys.list();
    const held = await this.#parts.store.grants.ofAll(records.map(({ hash }) => holderOf(hash)));
    const now = this.#parts.ground();
    return records.flatMap(({ hash, name, createdAt, revokedAt }) => {
      const grants = held.get(holderOf(hash)) ?? [];
      if (!maySee(principal, grants, now)) return [];
      return [{ name, createdAt, revokedAt, grants, mayManage: mayManage(principal, grants, now) }];
    });
  }

  /** Makes a key bound to subtrees; it is answered for the only time. */
  async create(
    principal: Principal,
    name: string,
    drafts: readonly GrantDraft[]
  ): Promise<{ readonly secret: string } | AccountFault> {
    const now = this.#parts.ground();
    const grants: Grant[] = [];
    for (const draft of drafts) {
      const grant = grantOf(draft, now);
      if (!grant) return 'badGrant';
      if (!mayGive(principal, grant, now)) return 'forbidden';
      grants.push(grant);
    }
    if (grants.length === 0) return 'badGrant';
    const made = await this.#keys.create(name, grants, principal.actor);
    if (typeof made === 'string') return made;
    await this.#record(principal, name, 'created', grants.map(wordsOf).join('; '));
    return { secret: made.secret };
  }

  /** Ends a key, at once. */
  async revoke(principal: Principal, name: string): Promise<AccountFault | null> {
    const key = (await this.#keys.list()).find((one) => one.name === name.normalize('NFC'));
    if (!key || key.revokedAt !== null) return 'notFound';
    const grants = await this.#parts.store.grants.of(holderOf(key.hash));
    const now = this.#parts.ground();
    if (!maySee(principal, grants, now)) return 'notFound';
    if (!mayManage(principal, grants, now)) return 'forbidden';
    await this.#keys.revoke(key.name);
    await this.#changes.note(holderOf(key.hash));
    await this.#record(principal, key.name, 'revoked', '');
    return null;
  }

  #record(principal: Principal, name: string, action: string, detail: string) {
    return this.#parts.record(principal, { kind: 'change', object: `key:${name}`, action, detail });
  }
}
