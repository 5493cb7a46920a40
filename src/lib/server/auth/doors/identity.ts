import type { Doors } from '../door.ts';

/** Signing in, one's own account, accounts, keys, screens. */
export const identityDoors: Doors = {
  '/sign-in': { GET: 'open', POST: 'open' },
  '/sign-in/card': { GET: 'open', POST: 'open' },
  '/sign-in/oidc': { POST: 'open' },
  '/api/auth/callback/oidc': { GET: 'open' },
  '/sign-out': { POST: 'open' },
  '/screen/[token]': { GET: 'open' },
  '/(work)/account': { GET: 'signedIn', POST: 'signedIn' }
};
