import type { Doors } from '../door.ts';

/** Giao chỉ tiêu, and the grid in which a clerk files for a whole commune. */
export const targetsDoors: Doors = {
  '/(work)/targets': { GET: { may: 'giveTargets' } },
  '/(work)/targets/appendix': { GET: { may: 'readTexts' } },
  '/(work)/grid': { GET: { may: 'file' } },
  '/api/v1/targets': { POST: { may: 'giveTargets' } },
  '/api/v1/targets/preview': { POST: { may: 'giveTargets' } },
  '/api/v1/targets/end': { POST: { may: 'giveTargets' } },
  '/api/v1/targets/[unit]': { GET: { may: 'readTexts' } },
  '/api/v1/targets/[unit]/history': { GET: { may: 'readTexts' } },
  '/api/v1/targets/[unit]/workbook': { GET: { may: 'readTexts' }, POST: { may: 'giveTargets' } }
};
