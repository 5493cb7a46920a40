import type { Doors } from '../door.ts';

/** Pages of the day's work, review and consolidation; their calls are declared in `lib/api`. */
export const reviewDoors: Doors = {
  '/(work)/today': { GET: { may: 'readTexts' } },
  '/(work)/review': { GET: { may: 'readTexts' } },
  '/(work)/review/consolidate': { GET: { may: 'readTexts' } }
};
