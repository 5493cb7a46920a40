import type { Config, OidcConfig, PublicDepth } from '../config.ts';
import { ConfigError } from '../config.ts';
import type { Store, StoreMode } from '../store/store.ts';
import { ApiKeys } from './api-keys.ts';
import { Identity } from './identity.ts';
import { openLibrary } from './library.ts';
import { People } from './people.ts';
import { RightsChanges } from './rights-changes.ts';
import { SignIn } from './sign-in.ts';

/** Everything of accounts, sessions, keys and screens, joined over one store. */
export interface Auth {
  readonly identity: Identity;
  readonly signIn: SignIn;
  readonly people: People;
  readonly keys: ApiKeys;
  readonly changes: RightsChanges;
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

/** Opens the accounts of a store. `now`: milliseconds UTC. */
export async function openAuth(
  store: Store,
  settings: AuthSettings,
  { now, failed }: { now: () => number; failed: (error: unknown) => void }
): Promise<Auth> {
  const changes = new RightsChanges(store.grants, failed);
  const library = await openLibrary({ store, origin: settings.origin, oidc: settings.oidc, failed });
  const keys = new ApiKeys(store, now);
  const identity = new Identity({ store, library, keys, changes, now, failed });
  return {
    identity,
    signIn: new SignIn(library, store, changes),
    people: new People({ store, library, changes, now }),
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
