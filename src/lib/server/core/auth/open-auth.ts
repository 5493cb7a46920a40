import type { Config, OidcConfig, PublicDepth } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { Store, StoreMode } from '../store/store.ts';
import { Accounts, type AdministrationParts } from './accounts.ts';
import { ApiKeys } from './api-keys.ts';
import { Cards } from './cards.ts';
import { Identity } from './identity.ts';
import { KeyDesk } from './key-desk.ts';
import { openLibrary } from './library.ts';
import { People } from './people.ts';
import { RightsChanges } from './rights-changes.ts';
import { ScreenCodes } from './screen-codes.ts';
import { ScreenDesk } from './screen-desk.ts';
import { SignIn } from './sign-in.ts';

/** Everything of accounts, sessions, keys and screens, joined over one store. */
export interface Auth {
  readonly identity: Identity;
  readonly signIn: SignIn;
  readonly people: People;
  readonly keys: ApiKeys;
  readonly changes: RightsChanges;
  /** What whoever manages accounts does with those below them. */
  readonly accounts: Accounts;
  readonly cards: Cards;
  readonly keyDesk: KeyDesk;
  readonly screenDesk: ScreenDesk;
  readonly screenCodes: ScreenCodes;
  /** How deep whoever opens the page sees without signing in. */
  readonly publicDepth: PublicDepth;
  /** The provider that people may sign in at; null where there is none. */
  readonly provider: { readonly name: string } | null;
  close(): void;
}

/** What accounts stand on besides the store. */
export interface AuthSettings {
  readonly origin: string | null;
  readonly oidc: OidcConfig | null;
  readonly publicDepth: PublicDepth;
}

/** What accounts stand on besides store and settings. */
export interface AuthSurroundings extends Pick<AdministrationParts, 'ground' | 'record'> {
  /** Milliseconds UTC. */
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

/** Opens the accounts of a store. */
export async function openAuth(
  store: Store,
  settings: AuthSettings,
  { now, failed, ground, record }: AuthSurroundings
): Promise<Auth> {
  const changes = new RightsChanges(store.grants, failed);
  const library = await openLibrary({ store, origin: settings.origin, oidc: settings.oidc, failed });
  const keys = new ApiKeys(store, now);
  const identity = new Identity({ store, library, keys, changes, now, failed });
  const people = new People({ store, library, changes, now });
  const parts: AdministrationParts = { store, people, ground, record };
  const screenDesk = new ScreenDesk(parts, changes, now);
  return {
    identity,
    signIn: new SignIn(library, store, changes),
    people,
    accounts: new Accounts(parts),
    cards: new Cards(parts, changes),
    keyDesk: new KeyDesk(parts, keys, changes),
    screenDesk,
    screenCodes: new ScreenCodes(parts, screenDesk, now),
    keys,
    changes,
    publicDepth: settings.publicDepth,
    provider: settings.oidc && { name: settings.oidc.name },
    close() {
      identity.close();
      changes.close();
    }
  };
}

/**
 * How deep the public sees: as the settings say, else nothing in a real store and down to communes in a demo.
 * @throws ConfigError where a real store is to show everything
 */
export function publicDepthOf(config: Pick<Config, 'publicDepth'>, mode: StoreMode | null): PublicDepth {
  if (mode !== 'demo' && config.publicDepth === 'group')
    throw new ConfigError([
      'PUBLIC_DEPTH = "group": chỉ cho bản minh họa, kho thật cần none hoặc commune / a demo only, a real store needs none or commune'
    ]);
  return config.publicDepth ?? (mode === 'demo' ? 'commune' : 'none');
}
