import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Principal } from '../../../domain/access.ts';
import { neighbourhoodOf } from './address.ts';
import type { AccountFault } from './account-rules.ts';
import type { AdministrationParts } from './accounts.ts';
import { hashOf, newScreenCode, newToken, screenCodeOf } from './passwords.ts';
import type { ScreenDesk } from './screen-desk.ts';
import { waitingTime } from './waiting-time.ts';

/** How long a code may be typed, milliseconds: the way from the desk to the screen. */
export const CODE_MS = 15 * 60_000;
/** Wrong codes that one address may try, which a whole office may share; and all addresses together. */
const ADDRESS = { points: 20, duration: 15 * 60 };
const ALL = { points: 3_000, duration: 15 * 60 };

/** What typing a code comes to. */
export type CodeOutcome =
  | { readonly token: string; readonly expiresAt: number }
  | { readonly refused: 'wrong' }
  /** `after` whole seconds another may be tried. */
  | { readonly refused: 'tooMany'; readonly after: number };

/**
 * Short codes by which a screen without keyboard or camera opens its link: made by whoever may make the link, typed at
 * `/tv`, good once and for a quarter of an hour, one a screen.
 *
 * Guessing: eight of 26 letters and digits are 2.1 × 10¹¹ codes (37.6 bits). All addresses together may try 3,000 wrong
 * ones in a quarter of an hour, at each process. Where ten codes are open at every moment, somebody with any number of
 * addresses finds one within a year with a probability of 0.5 %, and then sees what a screen shows; one address with
 * its 20 tries, of 0.003 %. Tries are counted before they are judged, so that many at once are no way around.
 */
export class ScreenCodes {
  readonly #parts: AdministrationParts;
  readonly #desk: ScreenDesk;
  readonly #now: () => number;
  readonly #address: RateLimiterMemory;
  readonly #all: RateLimiterMemory;

  constructor(
    parts: AdministrationParts,
    desk: ScreenDesk,
    now: () => number,
    limits: { readonly address: typeof ADDRESS; readonly all: typeof ALL } = { address: ADDRESS, all: ALL }
  ) {
    this.#parts = parts;
    this.#desk = desk;
    this.#now = now;
    this.#address = new RateLimiterMemory(limits.address);
    this.#all = new RateLimiterMemory(limits.all);
  }

  /** Makes a code for a living screen, in the place of the one before it; it is answered for the only time. */
  async make(
    principal: Principal,
    name: string
  ): Promise<{ readonly code: string; readonly until: number } | AccountFault> {
    const screen = await this.#desk.changeable(principal, name);
    if (!screen) return 'notFound';
    const at = this.#now();
    if (screen.expiresAt <= at) return 'notFound';
    const code = newScreenCode();
    const until = Math.min(at + CODE_MS, screen.expiresAt);
    const kept = { hash: hashOf(plain(code)), at, by: principal.actor, until };
    await this.#parts.store.screens.keepCode(screen.name, kept);
    await this.#record(principal, screen.name, 'codeMade');
    return { code, until };
  }

  /** Ends the code of a screen before its time. */
  async end(principal: Principal, name: string): Promise<AccountFault | null> {
    const screen = await this.#desk.changeable(principal, name);
    if (!screen || !(await this.#parts.store.screens.dropCode(screen.name))) return 'notFound';
    await this.#record(principal, screen.name, 'codeEnded');
    return null;
  }

  /** Judges what somebody typed; a right code is gone, and its token opens the screen as its link does. */
  async open(typed: string, address: string): Promise<CodeOutcome> {
    const neighbourhood = neighbourhoodOf(address);
    // Whoever is held up already takes nothing from the others' tries.
    const after = (await waitingTime(this.#address, neighbourhood)) || (await waitingTime(this.#all, 'all'));
    if (after > 0) return { refused: 'tooMany', after };
    const code = screenCodeOf(typed);
    const token = newToken();
    const now = this.#now();
    const screen =
      code === null ? null : await this.#parts.store.screens.exchange(hashOf(code), hashOf(token), now);
    if (!screen || screen.revokedAt !== null || screen.expiresAt <= now) return { refused: 'wrong' };
    // It was right: the try does not count.
    await this.#address.reward(neighbourhood, 1);
    await this.#all.reward('all', 1);
    const who: Principal = { kind: 'screen', actor: `screen:${screen.name}`, name: screen.title, grants: [] };
    await this.#record(who, screen.name, 'codeUsed');
    return { token, expiresAt: screen.expiresAt };
  }

  #record(principal: Principal, name: string, action: string) {
    return this.#parts.record(principal, { kind: 'change', object: `screen:${name}`, action, detail: '' });
  }
}

const plain = (code: string) => code.replace('-', '');
