import type { Doors } from '../door.ts';

/** Reports, drafts, photos, quick notes. */
export const filingDoors: Doors = {
  '/api/v1/reports': { POST: { may: 'file' } },
  '/api/v1/groups': { GET: { may: 'file' } }
};
