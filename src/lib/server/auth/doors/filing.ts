import type { Doors } from '../door.ts';

/**
 * Reports, drafts, photos, quick notes. The phone's page holds nothing of anybody and opens without a network, so it
 * is open: what it asks for is not.
 */
export const filingDoors: Doors = {
  '/report': { GET: 'open' },
  '/api/v1/reports': { POST: { may: 'file' } },
  '/api/v1/groups': { GET: { may: 'file' } },
  '/api/v1/filing/me': { GET: { may: 'file' } },
  '/api/v1/filing/mine': { GET: { may: 'file' } },
  '/api/v1/filing/[group]/[period]': { GET: { may: 'file' } },
  '/api/v1/photos': { POST: { may: 'file' } },
  '/api/v1/photos/[sha]': { GET: { may: 'readTexts' } },
  '/api/v1/notes': { POST: { may: 'file' } }
};
