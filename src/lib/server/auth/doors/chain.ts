import type { Doors } from '../door.ts';

/** Who has filed, chains, reminders. */
export const chainDoors: Doors = {};
