import type { ApiKeys, Caller } from './api-keys.ts';
import { CallLimits } from './call-limits.ts';

/** A call that may not come in: without a valid key, or too soon. */
export type Refusal =
  | { readonly refused: 'unknown' }
  /** `after`: whole seconds until the next call is let in. */
  | { readonly refused: 'tooMany'; readonly after: number };

/** Lets calls in by their bearer key, within limits. */
export class Entrance {
  readonly #keys: ApiKeys;
  readonly #limits: CallLimits;

  constructor(keys: ApiKeys, limits = new CallLimits()) {
    this.#keys = keys;
    this.#limits = limits;
  }

  /** Who calls, by the `Authorization` header; `address` is the caller's, for counting wrong keys. */
  async enter(authorization: string | null, address: string): Promise<Caller | Refusal> {
    const secret = /^Bearer +([\x21-\x7e]{1,256}) *$/i.exec(authorization ?? '')?.[1];
    const caller = secret === undefined ? null : await this.#keys.verify(secret);
    const after = caller
      ? await this.#limits.call(caller.name)
      : secret
        ? await this.#limits.wrongKey(address)
        : null;
    if (after !== null) return { refused: 'tooMany', after };
    return caller ?? { refused: 'unknown' };
  }
}
