import type { Doors } from '../door.ts';

/** Alerts, and what the public is shown. */
export const alertsDoors: Doors = {};
