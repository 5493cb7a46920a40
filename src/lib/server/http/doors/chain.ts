import type { Doors } from '../door.ts';

/** Pages of who has filed, chains, reminders; their calls are declared in `lib/api`. */
export const chainDoors: Doors = {
  '/(work)/chain': { GET: { may: 'read' } },
  '/(work)/chain/profiles': { GET: { may: 'manageChains' } },
  '/(work)/chain/outbox': { GET: { may: 'remind' } }
};
