import type { Doors } from '../door.ts';

/** The operations room. */
export const operationsDoors: Doors = {};
