import type { Doors } from '../door.ts';

/** Pages and answers of the live map; what is shown is decided by the scope. */
export const boardDoors: Doors = {
  '/': { GET: 'open' },
  '/explore': { GET: 'open' },
  '/healthz': { GET: 'open' },
  '/offline': { GET: 'open' },
  // To whoever has its token.
  '/metrics': { GET: 'open' },
  '/readyz': { GET: 'open' },
  '/api/v1/attainment': { GET: 'open' },
  '/api/v1/boundaries/[unit]/[level]': { GET: 'open' },
  '/api/v1/boundaries/context': { GET: 'open' },
  '/api/v1/openapi.json': { GET: 'open' },
  '/api/v1/snapshots/[root]/[depth]': { GET: 'open' },
  '/api/v1/snapshots/[root]/[depth]/[period]': { GET: 'open' },
  '/api/v1/snapshots/[root]/[depth]/[period]/[indicator]': { GET: 'open' },
  '/api/v1/units/[root]/[depth]': { GET: 'open' }
};
