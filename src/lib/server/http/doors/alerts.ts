import type { Doors } from '../door.ts';

/** Alerts, and what the public is shown. */
export const alertsDoors: Doors = {
  '/(work)/alerts': { GET: { may: 'remind' } },
  '/cong-khai': { GET: 'open' },
  '/cong-khai/[indicator].csv': { GET: 'open' },
  '/(work)/manage/public': { GET: { may: 'manageSettings' } }
};
