import type { Doors } from '../door.ts';

/** Units, groups, settings, the audit. */
export const registerDoors: Doors = {};
