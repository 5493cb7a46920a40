import type { Door } from '../../../api/declare.ts';
import type { Doors } from '../door.ts';

const manage: Door = { may: 'manageAccounts' };

/** Signing in, one's own account, accounts, keys, screens. */
export const identityDoors: Doors = {
  '/sign-in': { GET: 'open', POST: 'open' },
  '/sign-in/card': { GET: 'open', POST: 'open' },
  '/sign-in/oidc': { GET: 'open' },
  '/api/auth/callback/oidc': { GET: 'open' },
  '/sign-out': { POST: 'open' },
  '/screen/[token]': { GET: 'open' },
  '/tv': { GET: 'open', POST: 'open' },
  '/(work)/account': { GET: 'signedIn', POST: 'signedIn' },
  '/api/v1/accounts': { GET: manage, POST: manage },
  '/api/v1/accounts/[id]': { GET: manage, PATCH: manage },
  '/api/v1/accounts/[id]/grants': { POST: manage, DELETE: manage },
  '/api/v1/accounts/[id]/password': { POST: manage },
  '/api/v1/accounts/[id]/sessions': { GET: manage, DELETE: manage },
  '/api/v1/cards': { POST: manage },
  '/api/v1/cards/[id]': { POST: manage, DELETE: manage },
  '/api/v1/keys': { GET: manage, POST: manage },
  '/api/v1/keys/[name]': { DELETE: manage },
  '/api/v1/screens': { GET: manage, POST: manage },
  '/api/v1/screens/[name]': { PATCH: manage, DELETE: manage },
  '/api/v1/screens/[name]/code': { POST: manage, DELETE: manage }
};
