import type { Doors } from '../door.ts';

/** Giao chỉ tiêu. */
export const targetsDoors: Doors = {};
