import { isAPIError } from 'better-auth/api';
import { isUnavailable } from '../store/outage.ts';
import type { Store } from '../store/store.ts';
import { normalLogin, OIDC, type Library } from './library.ts';
import type { RightsChanges } from './rights-changes.ts';
import { neighbourhoodOf } from './address.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { Turnstile } from './turnstile.ts';

/** From where somebody signs in: kept with the session, so that they can tell their own from another's. */
export interface Whence {
  readonly address: string;
  readonly agent: string;
}

/** What became of a try: the cookies of a new session, or why there is none. */
export type SignInOutcome =
  | { readonly cookies: readonly string[] }
  /** Wrong name, password, PIN or card; nobody is told which. */
  | { readonly refused: 'wrong' }
  /** It was right, and the account is disabled. */
  | { readonly refused: 'disabled' }
  /** `after` whole seconds another may be tried. */
  | { readonly refused: 'tooMany'; readonly after: number };

/** How long whoever finds no room to wait is asked to stay away, seconds. */
const BUSY_S = 3;

/** Why a password was not changed. */
export type PasswordRefusal = 'wrong' | 'short' | 'same';

/** Signing in and out, and one's own password. */
export class SignIn {
  readonly #library: Library;
  readonly #store: Store;
  readonly #changes: RightsChanges;
  readonly #limits: SignInLimits;
  readonly #hashing = new Turnstile();

  constructor(library: Library, store: Store, changes: RightsChanges, limits = new SignInLimits()) {
    this.#library = library;
    this.#store = store;
    this.#changes = changes;
    this.#limits = limits;
  }

  /** How many sign-ins wait for their turn at hashing. */
  get waiting(): number {
    return this.#hashing.waiting;
  }

  /** By name and password, or by a card's code and PIN. */
  async byPassword(login: string, password: string, whence: Whence): Promise<SignInOutcome> {
    const name = normalLogin(login).slice(0, 64);
    return this.#guarded(name, whence, async () => {
      const body = { username: name, password: pinOf(password) ?? password };
      const { headers } = await this.#library.api.signInUsername({
        body,
        headers: headersOf(whence),
        returnHeaders: true
      });
      return headers.getSetCookie();
    });
  }

  /** By the secret of a card's QR code. */
  async byCard(secret: string, whence: Whence): Promise<SignInOutcome> {
    return this.#guarded(null, whence, async () => {
      const { headers } = await this.#library.api.signInCard({
        body: { secret: secret.slice(0, 100) },
        headers: headersOf(whence),
        returnHeaders: true
      });
      return headers.getSetCookie();
    });
  }

  /** Where the provider of the settings is asked, and the cookies that its answer is held against. */
  async towardsProvider(next: string): Promise<{ url: string; cookies: readonly string[] }> {
    const { headers, response } = await this.#library.api.signInSocial({
      body: {
        provider: OIDC,
        callbackURL: next,
        errorCallbackURL: '/sign-in?failed=oidc',
        disableRedirect: true
      },
      returnHeaders: true
    });
    if (!response.url) throw new TypeError('the provider has no address');
    return { url: response.url, cookies: headers.getSetCookie() };
  }

  /** The provider's answer: a redirect with the cookies of a session, or back to the page that says why there is none. */
  fromProvider(request: Request): Promise<Response> {
    return this.#library.handler(request);
  }

  /** Ends the session that a request carries; answers the cookies that take it away. */
  async out(cookie: string, account: string): Promise<readonly string[]> {
    const { headers } = await this.#library.api.signOut({
      headers: new Headers({ cookie }),
      returnHeaders: true
    });
    await this.#changes.note(`account:${account}`);
    return headers.getSetCookie();
  }

  /** Changes one's own password and ends every other session of the account; answers the new session's cookies. */
  async changePassword(
    cookie: string,
    account: string,
    words: { readonly current: string; readonly next: string }
  ): Promise<{ cookies: readonly string[] } | PasswordRefusal> {
    const { password } = await this.#library.$context;
    if ([...words.next.normalize('NFC')].length < password.config.minPasswordLength) return 'short';
    if (words.next === words.current) return 'same';
    try {
      const { headers } = await this.#library.api.changePassword({
        body: { currentPassword: words.current, newPassword: words.next, revokeOtherSessions: true },
        headers: new Headers({ cookie }),
        returnHeaders: true
      });
      await this.#store.accounts.setOneTime(account, false);
      await this.#changes.note(`account:${account}`);
      return { cookies: headers.getSetCookie() };
    } catch (error) {
      if (isAPIError(error) && isWrong(error)) return 'wrong';
      throw error;
    }
  }

  async #guarded(
    login: string | null,
    whence: Whence,
    enter: () => Promise<readonly string[]>
  ): Promise<SignInOutcome> {
    // A hash takes a core for a while: where too many wait for one already, this try is not made, and does not count.
    const outcome = await this.#hashing.pass(neighbourhoodOf(whence.address), () =>
      this.#tried(login, whence, enter)
    );
    return outcome ?? { refused: 'tooMany', after: BUSY_S };
  }

  async #tried(
    login: string | null,
    whence: Whence,
    enter: () => Promise<readonly string[]>
  ): Promise<SignInOutcome> {
    const after = await this.#limits.tries(login, whence.address);
    if (after !== null) return { refused: 'tooMany', after };
    try {
      const cookies = await enter();
      await this.#limits.right(login, whence.address);
      return { cookies };
    } catch (error) {
      if (!isAPIError(error) || isUnavailable(error)) throw error;
      // The library found no session to give: the hook refuses those of disabled accounts.
      if (error.statusCode === 500) return { refused: 'disabled' };
      return { refused: 'wrong' };
    }
  }
}

/** A PIN as the card prints it, in two halves: shorter than any password, so that it is none. */
function pinOf(text: string): string | null {
  const halves = /^(\d{4})[ \u00a0](\d{4})$/.exec(text.trim());
  return halves ? `${halves[1]}${halves[2]}` : null;
}

function isWrong({ statusCode }: { readonly statusCode: number }): boolean {
  return statusCode === 400 || statusCode === 401;
}

function headersOf({ address, agent }: Whence): Headers {
  return new Headers({ 'x-forwarded-for': address, 'user-agent': agent.slice(0, 300) });
}
