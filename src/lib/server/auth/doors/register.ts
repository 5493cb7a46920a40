import type { Doors } from '../door.ts';

/** Units, groups, settings, the audit. */
export const registerDoors: Doors = {
  '/api/v1/register/search': { GET: 'signedIn' }
};
