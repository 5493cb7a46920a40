import type { Doors } from '../door.ts';

/** Pages of difficulties and good practices; their calls are declared in `lib/api`. */
export const mattersDoors: Doors = {
  '/(work)/matters': { GET: { may: 'readTexts' } },
  '/(work)/practices': { GET: { may: 'readTexts' } },
  '/(work)/practices/dossier': { GET: { may: 'readTexts' } }
};
