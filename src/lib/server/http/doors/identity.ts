import type { Doors } from '../door.ts';

/** Signing in and one's own account; calls about accounts, keys and screens are declared in `lib/api`. */
export const identityDoors: Doors = {
  '/sign-in': { GET: 'open', POST: 'open' },
  '/sign-in/card': { GET: 'open', POST: 'open' },
  '/sign-in/oidc': { GET: 'open' },
  '/api/auth/callback/oidc': { GET: 'open' },
  '/sign-out': { POST: 'open' },
  '/screen/[token]': { GET: 'open' },
  '/tv': { GET: 'open', POST: 'open' },
  '/(work)/account': { GET: 'signedIn', POST: 'signedIn' }
};
