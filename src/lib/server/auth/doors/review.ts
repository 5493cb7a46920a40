import type { Doors } from '../door.ts';

/** Review, consolidation, locks, the grid of a commune. */
export const reviewDoors: Doors = {};
