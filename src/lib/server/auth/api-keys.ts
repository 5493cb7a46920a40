import { createHash, randomBytes } from 'node:crypto';
import type { KeyRecord, KeyTable } from '../store/key-table.ts';

/** Who calls: the name of a key, and what the log writes as the author of what it sends. */
export interface Caller {
  readonly name: string;
  /** `key:` and the name. */
  readonly actor: string;
}

/** Why no key was made. */
export type KeyRefusal = 'badName' | 'nameTaken';

/** How long an answer about a key may be repeated without asking the store: a revocation takes effect within it. */
const REMEMBER_MS = 5_000;
const REMEMBERED = 10_000;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const FROM_ENVIRONMENT = 'env-';
const DEMO = 'demo';

/** Keys by which machines file reports. The store keeps hashes alone; a key is shown once, when it is made. */
export class ApiKeys {
  readonly #table: KeyTable;
  readonly #now: () => number;
  readonly #elapsed: () => number;
  readonly #remembered = new Map<string, { caller: Caller | null; until: number }>();

  /** `now` is for the record; `elapsed` never stands still and never leaps, whatever is done to the clock. Milliseconds. */
  constructor(table: KeyTable, now: () => number = Date.now, elapsed = () => performance.now()) {
    this.#table = table;
    this.#now = now;
    this.#elapsed = elapsed;
  }

  /** Who holds a key; null where nobody does, or no longer. */
  async verify(secret: string): Promise<Caller | null> {
    const hash = hashOf(secret);
    const known = this.#remembered.get(hash);
    if (known && known.until > this.#elapsed()) return known.caller;
    const record = await this.#table.byHash(hash);
    const caller =
      record && record.revokedAt === null ? { name: record.name, actor: `key:${record.name}` } : null;
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(hash, { caller, until: this.#elapsed() + REMEMBER_MS });
    return caller;
  }

  /** Makes a key of a new name and answers it, for the only time. */
  async create(name: string): Promise<{ readonly secret: string } | KeyRefusal> {
    const asKept = name.trim().normalize('NFC');
    if (!NAME.test(asKept) || asKept.startsWith(FROM_ENVIRONMENT)) return 'badName';
    const secret = newSecret();
    return (await this.#table.add(hashOf(secret), asKept, this.#now())) ? { secret } : 'nameTaken';
  }

  /**
   * Makes a given secret valid under a name, unless it is already known (and then perhaps revoked) or the name is
   * another's; answers whether it was made so.
   */
  async admit(name: string, secret: string): Promise<boolean> {
    this.#remembered.delete(hashOf(secret));
    return this.#table.add(hashOf(secret), name, this.#now());
  }

  /** Makes a demo's printed key valid, also where another data folder printed one before for the same database. */
  async admitDemo(secret: string): Promise<void> {
    const hash = hashOf(secret);
    const isKnown = (await this.admit(DEMO, secret)) || (await this.#table.byHash(hash)) !== null;
    if (!isKnown) await this.admit(`${DEMO}-${hash.slice(0, 8)}`, secret);
  }

  /** Makes the environment's key (API_KEY) valid and ends those that it named before; null ends them all. */
  async followEnvironment(secret: string | null): Promise<void> {
    const name = secret === null ? null : `${FROM_ENVIRONMENT}${hashOf(secret).slice(0, 8)}`;
    for (const old of await this.#table.list()) {
      const isOld = old.name.startsWith(FROM_ENVIRONMENT) && old.name !== name && old.revokedAt === null;
      if (isOld) await this.revoke(old.name);
    }
    if (secret === null || name === null) return;
    await this.#table.restore(hashOf(secret));
    await this.admit(name, secret);
  }

  list(): Promise<KeyRecord[]> {
    return this.#table.list();
  }

  /** Ends a key's life; false where no living key has the name. */
  async revoke(name: string): Promise<boolean> {
    this.#remembered.clear();
    return this.#table.revoke(name.normalize('NFC'), this.#now());
  }
}

/** A fresh key: `ml_` and 256 random bits. */
export function newSecret(): string {
  return `ml_${randomBytes(32).toString('base64url')}`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
