import type { Doors } from '../door.ts';

/** What the desk asks besides rows: exports, saved queries, meetings, units, lineage, search. */
export const deskDoors: Doors = {
  '/api/v1/search': { GET: 'open' },
  '/api/v1/lineage/[node]/[indicator]/[period]': { GET: 'open' },
  '/(work)/unit/[key]': { GET: 'open' },
  '/(work)/unit/group/[code]': { GET: 'open' },
  '/(work)/meeting': { GET: { may: 'readTexts' } },
  '/(work)/meeting/[id]': { GET: { may: 'readTexts' } },
  '/(work)/meeting/[id]/minutes': { GET: { may: 'readTexts' } },
  '/meeting/[id]/present': { GET: { may: 'readTexts' } },
  '/(work)/huong-dan': { GET: 'open' },
  '/sql': { GET: 'open' },
  '/embed': { GET: 'open' },
  '/explore/print': { GET: 'open' },
  '/api/v1/queries': { GET: 'signedIn', POST: 'signedIn' },
  '/api/v1/queries/[id]': { DELETE: 'signedIn' }
};
