import type { Doors } from '../door.ts';

/** The operations room: for whoever may remind somewhere (clerks, heads, the programme office). */
export const operationsDoors: Doors = {
  '/operations': { GET: { may: 'remind' } },
  '/api/v1/operations': { GET: { may: 'remind' } },
  '/api/v1/operations/row': { GET: { may: 'remind' } },
  '/api/v1/operations/steps': { POST: { may: 'remind' } },
  '/api/v1/operations/people': { GET: { may: 'remind' } },
  '/api/v1/operations/filters': {
    GET: { may: 'remind' },
    POST: { may: 'remind' },
    DELETE: { may: 'remind' }
  },
  '/api/v1/operations/health': { GET: { may: 'readAudit' } }
};
