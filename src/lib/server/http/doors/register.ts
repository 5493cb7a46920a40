import type { Doors } from '../door.ts';

/** Units, groups, settings, the audit. */
export const registerDoors: Doors = {
  '/(work)/manage': { GET: 'signedIn' },
  '/(work)/manage/accounts': { GET: { may: 'manageAccounts' } },
  '/(work)/manage/accounts/[id]': { GET: { may: 'manageAccounts' } },
  '/(work)/manage/cards': { GET: { may: 'manageAccounts' } },
  '/(work)/manage/keys': { GET: { may: 'manageAccounts' } },
  '/(work)/manage/screens': { GET: { may: 'manageAccounts' } },
  '/(work)/manage/register': { GET: { may: 'manageRegister' } },
  '/(work)/manage/register/groups/[code]': { GET: { may: 'manageRegister' } },
  '/(work)/manage/settings': { GET: { may: 'manageSettings' } },
  '/(work)/manage/audit': { GET: { may: 'readAudit' } },
  '/api/v1/register/units': { POST: { may: 'manageRegister' } },
  '/api/v1/register/groups': { POST: { may: 'manageRegister' } },
  '/api/v1/register/catalogue': { POST: { may: 'manageCatalogue' } }
};
