import type { Doors } from '../door.ts';

/** Units, groups, settings, the audit. */
export const registerDoors: Doors = {
  '/api/v1/register/search': { GET: 'signedIn' },
  '/api/v1/register/units': { POST: { may: 'manageRegister' } },
  '/api/v1/register/groups': { POST: { may: 'manageRegister' } },
  '/api/v1/register/catalogue': { POST: { may: 'manageCatalogue' } }
};
