import type { Doors } from '../door.ts';

/** Pages and answers of the day's work, review, consolidation and locks; the unit or group in question is asked for beyond the door. */
export const reviewDoors: Doors = {
  '/(work)/today': { GET: { may: 'readTexts' } },
  '/(work)/review': { GET: { may: 'readTexts' } },
  '/(work)/review/consolidate': { GET: { may: 'readTexts' } },
  '/api/v1/review/[unit]/[period]': { GET: { may: 'readTexts' } },
  '/api/v1/review/report/[id]': { GET: { may: 'readTexts' } },
  '/api/v1/reviews': { POST: { may: 'readTexts' } },
  '/api/v1/consolidations/[unit]/[period]': { GET: { may: 'readTexts' }, POST: { may: 'readTexts' } },
  '/api/v1/consolidations/[unit]/[period]/texts': { GET: { may: 'readTexts' } },
  '/api/v1/locks': { POST: { may: 'lock' } }
};
