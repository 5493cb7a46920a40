import type { Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { Store } from '../store/store.ts';
import type { ApiKeys } from './api-keys.ts';
import { CallLimits } from './call-limits.ts';
import type { Library } from './library.ts';
import { hashOf } from './passwords.ts';
import { Pass } from './pass.ts';
import type { RightsChanges } from './rights-changes.ts';
import { screenVisit } from './screens.ts';
import { bearerOf, cookieOf, SCREEN_COOKIE, STRANGER, type Credentials, type Visit } from './visit.ts';

/** A call that came too soon: `after` whole seconds it may come again. */
export interface TooMany {
  readonly refused: 'tooMany';
  readonly after: number;
}

/** What finding out who asks stands on. */
export interface IdentityParts {
  readonly store: Store;
  readonly library: Library;
  readonly keys: ApiKeys;
  readonly changes: RightsChanges;
  /** Milliseconds UTC. */
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
  readonly limits?: CallLimits;
}

/** How many callers are remembered. */
const REMEMBERED = 20_000;
/** How often open passes are looked at for rights that end by themselves, milliseconds. */
const LOOK_MS = 400;

/** Who asks: by API key, session or screen link. What it remembers it forgets when somebody's rights change. */
export class Identity {
  readonly #parts: IdentityParts;
  readonly #limits: CallLimits;
  readonly #known = new Map<string, Visit>();
  readonly #passes = new Map<Pass, Credentials>();
  readonly #timer: NodeJS.Timeout;
  #generation = 0;
  #day: string;

  constructor(parts: IdentityParts) {
    this.#parts = parts;
    this.#limits = parts.limits ?? new CallLimits();
    this.#day = dayAt(parts.now());
    parts.changes.onChange((holder) => this.#forget(holder));
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
  }

  /** Who sends a request; the public where nothing it carries is valid. */
  async principalOf(credentials: Credentials): Promise<Principal> {
    return (await this.visitOf(credentials)).principal;
  }

  /** Lets a request in and says who came, or that it came too soon: calls of a key and wrong keys are counted. */
  async admit(credentials: Credentials): Promise<Visit | TooMany> {
    const visit = await this.visitOf(credentials);
    if (bearerOf(credentials) === null) return visit;
    const after =
      visit.principal.kind === 'key'
        ? await this.#limits.call(visit.principal.name)
        : await this.#limits.wrongKey(credentials.address);
    return after === null ? visit : { refused: 'tooMany', after };
  }

  /** Who sends a request, with the session or the key that says so. An API key goes before a session, a session before a screen. */
  async visitOf(credentials: Credentials): Promise<Visit> {
    const key = bearerOf(credentials);
    if (key !== null) return this.#remember(`key ${hashOf(key)}`, () => this.#parts.keys.visit(key));
    const { name } = (await this.#parts.library.$context).authCookies.sessionToken;
    const session = cookieOf(credentials, name);
    if (session !== null) {
      const visit = await this.#remember(`session ${hashOf(session)}`, () =>
        this.#bySession(`${name}=${session}`)
      );
      if (visit.holder !== null) return visit;
    }
    const screen = cookieOf(credentials, SCREEN_COOKIE);
    if (screen === null) return STRANGER;
    return this.#remember(`screen ${hashOf(screen)}`, async () =>
      screenVisit(await this.#parts.store.screens.byHash(hashOf(screen)), this.#parts.now())
    );
  }

  /** Who sits at a socket that opens, kept up to date until it is closed. */
  async passOf(credentials: Credentials): Promise<Pass> {
    const generation = this.#generation;
    const pass = new Pass(await this.visitOf(credentials), (left) => this.#passes.delete(left));
    this.#passes.set(pass, credentials);
    // Something changed while it was found out.
    if (generation !== this.#generation) this.#renew(pass);
    return pass;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#passes.clear();
  }

  async #bySession(cookie: string): Promise<Visit> {
    const { library, store } = this.#parts;
    const found = await library.api.getSession({ headers: new Headers({ cookie }) });
    if (!found) return STRANGER;
    const account = await store.accounts.byId(found.user.id);
    if (!account || account.disabledAt !== null) return STRANGER;
    const holder = `account:${account.id}`;
    return {
      principal: {
        kind: 'account',
        actor: `account:${account.login}`,
        name: account.name,
        grants: account.oneTime ? [] : await store.grants.of(holder)
      },
      holder,
      account: account.id,
      session: found.session.id,
      mustChange: account.oneTime,
      until: found.session.expiresAt.getTime()
    };
  }

  async #remember(key: string, find: () => Promise<Visit>): Promise<Visit> {
    const known = this.#known.get(key);
    if (known && known.until > this.#parts.now()) return known;
    const generation = this.#generation;
    const visit = await find();
    // Strangers are not kept: made-up secrets would fill the memory.
    if (visit.holder === null || generation !== this.#generation) return visit;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(key, visit);
    return visit;
  }

  #forget(holder: string | null): void {
    this.#generation += 1;
    for (const [key, visit] of this.#known) {
      if (holder === null || visit.holder === holder) this.#known.delete(key);
    }
    for (const pass of this.#passes.keys()) {
      if (holder === null || pass.visit.holder === holder) this.#renew(pass);
    }
  }

  /** Looks for rights that ended by themselves, and at a new day anew at everybody's. */
  #look(): void {
    const now = this.#parts.now();
    const day = dayAt(now);
    const isNewDay = day !== this.#day;
    this.#day = day;
    for (const pass of this.#passes.keys()) {
      if (isNewDay || pass.visit.until <= now) this.#renew(pass);
    }
  }

  #renew(pass: Pass): void {
    const credentials = this.#passes.get(pass);
    if (!credentials) return;
    // Who was nobody stays nobody until they connect anew.
    if (pass.visit.holder === null) return pass.renew(pass.visit);
    this.visitOf(credentials).then(
      (visit) => {
        if (this.#passes.has(pass)) pass.renew(visit);
      },
      (error: unknown) => {
        this.#parts.failed(error);
        // Whether the right still stands cannot be found out.
        if (this.#passes.has(pass)) pass.renew(STRANGER);
      }
    );
  }
}
