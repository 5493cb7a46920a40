import { PUBLIC, type Principal } from '../../domain/access.ts';
import type { ApiKeys } from './api-keys.ts';

/** What a request carries that tells who sends it. */
export interface Credentials {
  /** The value of a header; null where it is absent. */
  header(name: string): string | null;
  /** Where it comes from. */
  readonly address: string;
}

/** Who asks: by session, API key or screen link. */
export class Identity {
  readonly #keys: ApiKeys;

  constructor(keys: ApiKeys) {
    this.#keys = keys;
  }

  /** Who sends a request; the public where nothing it carries is valid. */
  async principalOf({ header }: Credentials): Promise<Principal> {
    const secret = /^Bearer +([\x21-\x7e]{1,256}) *$/i.exec(header('authorization') ?? '')?.[1];
    const caller = secret === undefined ? null : await this.#keys.verify(secret);
    if (!caller) return PUBLIC;
    const everywhere = {
      unit: 'VN@1945-09-02',
      groups: null,
      validFrom: '1945-09-02',
      validTo: null
    } as const;
    return {
      kind: 'key',
      actor: caller.actor,
      name: caller.name,
      grants: [
        { ...everywhere, role: 'clerk', decision: '' },
        { ...everywhere, role: 'programme', decision: '' }
      ]
    };
  }
}
