import type { Doors } from '../door.ts';

/** Templates, uploads, imports of sectors. */
export const workbooksDoors: Doors = {};
