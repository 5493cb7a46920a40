import type { Doors } from '../door.ts';

/** Difficulties and good practices. */
export const mattersDoors: Doors = {};
