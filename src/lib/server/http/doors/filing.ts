import type { Doors } from '../door.ts';

/**
 * Reports and photos; the other calls are declared in `lib/api`. The phone's page holds nothing of anybody and opens
 * without a network, so it is open: what it asks for is not.
 */
export const filingDoors: Doors = {
  '/report': { GET: 'open' },
  '/api/v1/reports': { POST: { may: 'file' } },
  '/api/v1/photos': { POST: { may: 'file' } },
  '/api/v1/photos/[sha]': { GET: { may: 'readTexts' } }
};
