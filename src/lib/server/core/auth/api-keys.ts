import { randomBytes, randomUUID } from 'node:crypto';
import type { Grant, Role } from '../../../domain/access.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { KeyRecord } from '../store/key-table.ts';
import type { Store } from '../store/store.ts';
import { hashOf } from './passwords.ts';
import { STRANGER, type Visit } from './visit.ts';

/** Who calls: the name of a key, and what the log writes as the author of what it sends. */
export interface Caller {
  readonly name: string;
  /** `key:` and the name. */
  readonly actor: string;
}

/** Why no key was made. */
export type KeyRefusal = 'badName' | 'nameTaken';

/** The root of every store's tree. */
export const COUNTRY: UnitKey = 'VN@1945-09-02';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const FROM_ENVIRONMENT = 'env-';
const DEMO = 'demo';

/** A role everywhere and for ever. */
export function everywhere(role: Role): Grant {
  return { role, unit: COUNTRY, groups: null, validFrom: '1945-09-02', validTo: null, decision: '' };
}

/** What the environment's key and a key made without a role may do: file and read everything. */
const USUAL = [everywhere('clerk')];
/** The demo's key may also be shown what a programme office does. */
const OF_DEMO = [everywhere('clerk'), everywhere('programme')];

/** Keys of machines, each with its rights. The store keeps hashes alone; a key is shown once, when it is made. */
export class ApiKeys {
  readonly #store: Pick<Store, 'keys' | 'grants'>;
  readonly #now: () => number;

  /** `now`: milliseconds UTC, for the record. */
  constructor(store: Pick<Store, 'keys' | 'grants'>, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** Who holds a key; null where nobody does, or no longer. */
  async verify(secret: string): Promise<Caller | null> {
    const record = await this.#living(secret);
    return record && { name: record.name, actor: `key:${record.name}` };
  }

  /** Who comes with a key, and what it may do. */
  async visit(secret: string): Promise<Visit> {
    const record = await this.#living(secret);
    if (!record) return STRANGER;
    const holder = holderOf(record.hash);
    const grants = await this.#store.grants.of(holder);
    return {
      principal: { kind: 'key', actor: `key:${record.name}`, name: record.name, grants },
      holder,
      account: null,
      session: null,
      mustChange: false,
      until: Infinity
    };
  }

  /** Makes a key of a new name with its rights and answers it, for the only time. */
  async create(
    name: string,
    grants: readonly Grant[] = USUAL,
    by = 'cli'
  ): Promise<{ readonly secret: string; readonly hash: string } | KeyRefusal> {
    const asKept = name.trim().normalize('NFC');
    if (!NAME.test(asKept) || asKept.startsWith(FROM_ENVIRONMENT)) return 'badName';
    const secret = newSecret();
    const hash = hashOf(secret);
    // Rights first: a key is never there without them.
    await this.#give(hash, grants, by);
    return (await this.#store.keys.add(hash, asKept, this.#now())) ? { secret, hash } : 'nameTaken';
  }

  /**
   * Makes a given secret valid under a name, unless it is already known (and then perhaps revoked) or the name is
   * another's; answers whether it was made so.
   */
  async admit(name: string, secret: string, grants: readonly Grant[] = USUAL): Promise<boolean> {
    const hash = hashOf(secret);
    if (!(await this.#store.keys.add(hash, name, this.#now()))) return false;
    await this.#give(hash, grants, 'system');
    return true;
  }

  /** Makes a demo's printed key valid, also where another data folder printed one before for the same database. */
  async admitDemo(secret: string): Promise<void> {
    const hash = hashOf(secret);
    const known = (await this.admit(DEMO, secret, OF_DEMO)) || (await this.#store.keys.byHash(hash)) !== null;
    if (!known) await this.admit(`${DEMO}-${hash.slice(0, 8)}`, secret, OF_DEMO);
    const held = await this.#store.grants.of(holderOf(hash));
    const missing = OF_DEMO.filter(({ role }) => !held.some((grant) => grant.role === role));
    await this.#give(hash, missing, 'system');
  }

  /** Makes the environment's key (API_KEY) valid and ends those that it named before; null ends them all. */
  async followEnvironment(secret: string | null): Promise<void> {
    const name = secret === null ? null : `${FROM_ENVIRONMENT}${hashOf(secret).slice(0, 8)}`;
    for (const old of await this.#store.keys.list()) {
      const isOld = old.name.startsWith(FROM_ENVIRONMENT) && old.name !== name && old.revokedAt === null;
      if (isOld) await this.revoke(old.name);
    }
    if (secret === null || name === null) return;
    await this.#store.keys.restore(hashOf(secret));
    await this.admit(name, secret);
  }

  list(): Promise<KeyRecord[]> {
    return this.#store.keys.list();
  }

  /** Ends a key's life; false where no living key has the name. */
  async revoke(name: string): Promise<boolean> {
    return this.#store.keys.revoke(name.normalize('NFC'), this.#now());
  }

  async #living(secret: string): Promise<KeyRecord | null> {
    const record = await this.#store.keys.byHash(hashOf(secret));
    return record?.revokedAt === null ? record : null;
  }

  async #give(hash: string, grants: readonly Grant[], by: string): Promise<void> {
    for (const grant of grants) {
      const held = { ...grant, id: randomUUID(), holder: holderOf(hash) };
      await this.#store.grants.add(held, { at: this.#now(), by });
    }
  }
}

/** By what a key's rights are kept. */
export function holderOf(hash: string): string {
  return `key:${hash}`;
}

/** A fresh key: `ml_` and 256 random bits. */
export function newSecret(): string {
  return `ml_${randomBytes(32).toString('base64url')}`;
}
