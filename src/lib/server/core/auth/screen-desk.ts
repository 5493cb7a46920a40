import { mayAt, type Grant, type Principal } from '../../../domain/access.ts';
import { standsIn } from '../../../domain/standing-levels.ts';
import { formatScope, type Scope } from '../../../wire/scope.ts';
import type { ScreenRecord } from '../store/screen-table.ts';
import { mayGive, type AccountFault } from './account-rules.ts';
import type { AdministrationParts } from './accounts.ts';
import { hashOf, newToken } from './passwords.ts';
import type { RightsChanges } from './rights-changes.ts';

/** A screen's link as whoever manages it sees it. */
export interface ScreenSummary {
  /** What it is called in addresses and in the log, for ever. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly scope: Scope;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  /** Id of the playlist that it shows; null for what is usual. */
  readonly playlist: string | null;
  /** Until when its code may be typed; null where none is open. */
  readonly codeUntil: number | null;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._–-]{0,63}$/u;
const DAY_MS = 24 * 3_600_000;
/** How long a link may be good, days. */
const MOST_DAYS = 400;

/** Links for screens: view only, one scope, no login; made and revoked where one may give them. */
export class ScreenDesk {
  readonly #parts: AdministrationParts;
  readonly #changes: RightsChanges;
  readonly #now: () => number;

  constructor(parts: AdministrationParts, changes: RightsChanges, now: () => number) {
    this.#parts = parts;
    this.#changes = changes;
    this.#now = now;
  }

  async list(principal: Principal): Promise<ScreenSummary[]> {
    const { screens } = this.#parts.store;
    const all = (await screens.list()).filter(({ scope }) => this.#mayGive(principal, scope));
    const codes = all.length === 0 ? new Map<string, number>() : await screens.codes(this.#now());
    return all.map((screen) => shown(screen, codes.get(screen.name) ?? null));
  }

  /** Makes a link for some days; its path is answered for the only time. */
  async create(
    principal: Principal,
    draft: { readonly name: string; readonly scope: Scope; readonly days: number }
  ): Promise<{ readonly path: string; readonly expiresAt: number } | AccountFault> {
    const name = draft.name.trim().normalize('NFC');
    if (!NAME.test(name)) return 'badName';
    if (await this.#isCalled(name)) return 'nameTaken';
    const { tree, day } = this.#parts.ground();
    const root = tree.unit(draft.scope.root);
    if (!root || !(draft.days > 0 && draft.days <= MOST_DAYS)) return 'badScope';
    if (!standsIn(tree, root.ordinal, draft.scope.depth, day)) return 'badScope';
    if (!this.#mayGive(principal, draft.scope) || !mayAt(principal, 'read', tree, root.ordinal, day)) {
      return 'forbidden';
    }
    const token = newToken();
    const createdAt = this.#now();
    const expiresAt = Math.round(createdAt + draft.days * DAY_MS);
    const kept = {
      hash: hashOf(token),
      name,
      scope: draft.scope,
      createdAt,
      createdBy: principal.actor,
      expiresAt,
      playlist: null
    };
    if (!(await this.#parts.store.screens.add(kept))) return 'nameTaken';
    const until = new Date(expiresAt).toISOString();
    await this.#record(principal, name, 'created', `${formatScope(draft.scope)} –${until}`);
    return { path: `/screen/${token}`, expiresAt };
  }

  /** A screen that was not revoked and that somebody may change; null where there is none. */
  async changeable(principal: Principal, name: string): Promise<ScreenRecord | null> {
    const screen = await this.#parts.store.screens.byName(name.normalize('NFC'));
    return screen && screen.revokedAt === null && this.#mayGive(principal, screen.scope) ? screen : null;
  }

  /** Gives a screen another title; its name in addresses and in the log stays. */
  async rename(principal: Principal, name: string, wanted: string): Promise<AccountFault | null> {
    const screen = await this.changeable(principal, name);
    if (!screen) return 'notFound';
    const title = wanted.trim().normalize('NFC');
    if (!NAME.test(title)) return 'badName';
    if (title === screen.title) return null;
    if (title !== screen.name && (await this.#isCalled(title))) return 'nameTaken';
    await this.#parts.store.screens.rename(screen.name, title);
    await this.#changes.note(`screen:${screen.hash}`);
    await this.#record(principal, screen.name, 'renamed', `${screen.title} → ${title}`);
    return null;
  }

  /** Ends a link, at once. */
  async revoke(principal: Principal, name: string): Promise<AccountFault | null> {
    const screen = (await this.#parts.store.screens.list()).find((one) => one.name === name.normalize('NFC'));
    if (!screen || screen.revokedAt !== null || !this.#mayGive(principal, screen.scope)) return 'notFound';
    await this.#parts.store.screens.revoke(screen.name, this.#now());
    await this.#changes.note(`screen:${screen.hash}`);
    await this.#record(principal, screen.name, 'revoked', '');
    return null;
  }

  /** Whether people call a screen so, or once named one so. */
  async #isCalled(words: string): Promise<boolean> {
    const all = await this.#parts.store.screens.list();
    return all.some(
      ({ name, title, revokedAt }) => name === words || (revokedAt === null && title === words)
    );
  }

  #mayGive(principal: Principal, scope: Scope): boolean {
    const grant: Pick<Grant, 'role' | 'unit'> = { role: 'screen', unit: scope.root };
    return mayGive(principal, grant, this.#parts.ground());
  }

  #record(principal: Principal, name: string, action: string, detail: string) {
    return this.#parts.record(principal, { kind: 'change', object: `screen:${name}`, action, detail });
  }
}

function shown(screen: ScreenRecord, codeUntil: number | null): ScreenSummary {
  const { name, title, scope, createdAt, createdBy, expiresAt, revokedAt, playlist } = screen;
  return { name, title, scope, createdAt, createdBy, expiresAt, revokedAt, playlist, codeUntil };
}
