import type { Doors } from '../door.ts';

/** Who has filed, chains, reminders. */
export const chainDoors: Doors = {
  '/(work)/chain': { GET: { may: 'read' } },
  '/(work)/chain/profiles': { GET: { may: 'manageChains' } },
  '/(work)/chain/outbox': { GET: { may: 'remind' } },
  '/api/v1/chain/[unit]/[period]': { GET: { may: 'read' } },
  '/api/v1/chain/[unit]/[period]/reminder': { GET: { may: 'remind' } },
  '/api/v1/chain/profiles': { POST: { may: 'manageChains' } },
  '/api/v1/chain/holidays': { POST: { may: 'manageChains' } },
  '/api/v1/chain/schedules': { POST: { may: 'remind' }, DELETE: { may: 'remind' } },
  '/api/v1/chain/endpoints': { POST: { may: 'manageSettings' }, DELETE: { may: 'manageSettings' } }
};
