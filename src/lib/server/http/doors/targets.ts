import type { Doors } from '../door.ts';

/** Giao chỉ tiêu, and the grid in which a clerk files for a whole commune; calls of targets are declared in `lib/api`. */
export const targetsDoors: Doors = {
  '/(work)/targets': { GET: { may: 'giveTargets' } },
  '/(work)/targets/appendix': { GET: { may: 'readTexts' } },
  '/(work)/grid': { GET: { may: 'file' } }
};
