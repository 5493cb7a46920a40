import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { OidcConfig } from '../config.ts';
import { NO_MAIL } from '../store/account-table.ts';
import type { Store } from '../store/store.ts';
import { cardSignIn } from './card-sign-in.ts';
import { hashOf, hashPassword, isPassword, PASSWORD } from './passwords.ts';

/** How long a session lasts from its sign-in, seconds: a month, so that a phone is not asked at every report. */
const SESSION_SECONDS = 30 * 24 * 3600;
/** The provider's number in the library: `/api/auth/callback/oidc`. */
export const OIDC = 'oidc';

/** What accounts and sessions are kept with. */
export interface LibraryParts {
  readonly store: Store;
  /** The address under which people reach the program; null where it is the one that they ask. */
  readonly origin: string | null;
  readonly oidc: OidcConfig | null;
  /** Hears what the library has to say of a fault. */
  readonly failed: (message: string) => void;
}

export type Library = Awaited<ReturnType<typeof openLibrary>>;

/**
 * Better Auth over our own store: accounts, sessions, passwords, OpenID Connect. Its routes are not served (only the
 * callback of OIDC is); who may do what is ours (`rights_grant`). It makes no calls of its own.
 */
export async function openLibrary({ store, origin, oidc, failed }: LibraryParts) {
  return betterAuth({
    baseURL: origin ?? 'http://localhost',
    secret: await store.settings.secret('sessions'),
    database: { db: store.database.db, type: store.database.type, transaction: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => failed(message) },
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: 'mangluoi', useSecureCookies: origin?.startsWith('https:') ?? false },
    user: { modelName: 'auth_user' },
    session: {
      modelName: 'auth_session',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false }
    },
    account: {
      modelName: 'auth_account',
      // An account is somebody's here before a provider vouches for it: its tokens are of no use to us.
      accountLinking: { enabled: true, trustedProviders: [OIDC] },
      storeStateStrategy: 'database'
    },
    verification: { modelName: 'auth_verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => isPassword(hash, password)
      }
    },
    databaseHooks: {
      session: {
        create: {
          // Whichever way somebody signs in: an account that was disabled gets no session.
          before: async ({ userId }) => {
            const account = await store.accounts.byId(userId);
            if (!account || account.disabledAt !== null) return false;
            return;
          }
        }
      }
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 64,
        usernameNormalization: normalLogin,
        usernameValidator: isLogin
      }),
      cardSignIn(async (secret) => (await store.accounts.byCard(hashOf(secret)))?.id ?? null),
      genericOAuth({ config: oidc ? [providerOf(oidc, origin, store)] : [] })
    ]
  });
}

/** Login names are compared in lower case and in one Unicode form. */
export function normalLogin(login: string): string {
  return login.trim().normalize('NFC').toLowerCase();
}

/** Letters, digits and `. _ @ -`. */
export function isLogin(login: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(login.trim().normalize('NFC'));
}

/** The provider of the settings: whoever it vouches for must have an account here already. */
function providerOf(oidc: OidcConfig, origin: string | null, store: Store) {
  return {
    providerId: OIDC,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: ['openid', 'profile', 'email'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
    ...(origin === null ? {} : { redirectURI: `${origin}/api/auth/callback/${OIDC}` }),
    async mapProfileToUser(profile: Record<string, unknown>) {
      const claim = profile[oidc.claim];
      const text = typeof claim === 'string' ? claim : '';
      // An address that nobody has verified names nobody.
      const isVouched = oidc.claim !== 'email' || profile['email_verified'] === true;
      const account =
        text === '' || !isVouched
          ? null
          : ((await store.accounts.byLogin(normalLogin(text))) ?? (await store.accounts.byEmail(text)));
      return {
        email: account
          ? (account.email ?? mailOf(account.id))
          : `unknown-${hashOf(text).slice(0, 16)}${NO_MAIL}`,
        emailVerified: account !== null
      };
    }
  };
}

/** The address that stands for somebody without e-mail. */
export function mailOf(id: string): string {
  return `${id.toLowerCase()}${NO_MAIL}`;
}
