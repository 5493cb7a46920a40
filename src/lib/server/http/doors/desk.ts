import type { Doors } from '../door.ts';

/** Pages of the desk: units, meetings, exports; their calls are declared in `lib/api`. */
export const deskDoors: Doors = {
  '/(work)/unit/[key]': { GET: 'open' },
  '/(work)/unit/group/[code]': { GET: 'open' },
  '/(work)/meeting': { GET: { may: 'readTexts' } },
  '/(work)/meeting/[id]': { GET: { may: 'readTexts' } },
  '/(work)/meeting/[id]/minutes': { GET: { may: 'readTexts' } },
  '/meeting/[id]/present': { GET: { may: 'readTexts' } },
  '/(work)/huong-dan': { GET: 'open' },
  '/sql': { GET: 'open' },
  '/embed': { GET: 'open' },
  '/explore/print': { GET: 'open' }
};
