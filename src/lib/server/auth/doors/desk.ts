import type { Doors } from '../door.ts';

/** What the desk asks besides rows: exports, saved queries, meetings, units, lineage, search. */
export const deskDoors: Doors = {};
