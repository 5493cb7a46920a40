import type { Doors } from '../door.ts';

/** The operations room: for whoever may remind somewhere (clerks, heads, the programme office). */
export const operationsDoors: Doors = {
  '/operations': { GET: { may: 'remind' } }
};
