import type { Doors } from '../door.ts';

/** Alerts, and what the public is shown. */
export const alertsDoors: Doors = {
  '/(work)/alerts': { GET: { may: 'remind' } },
  '/api/v1/alerts': { GET: { may: 'remind' }, POST: { may: 'remind' } },
  '/api/v1/alerts/test': { POST: { may: 'remind' } },
  '/api/v1/alerts/[id]': { PUT: { may: 'remind' }, DELETE: { may: 'remind' } },
  '/api/v1/alerts/[id]/snooze': { PUT: { may: 'remind' } },
  '/cong-khai': { GET: 'open' },
  '/cong-khai/[indicator].csv': { GET: 'open' },
  '/(work)/manage/public': { GET: { may: 'manageSettings' } },
  '/api/v1/public-page': { PUT: { may: 'manageSettings' } }
};
