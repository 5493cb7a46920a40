import type { Doors } from '../door.ts';

/** The wall, its playlists and the replay. */
export const wallDoors: Doors = {
  '/wall': { GET: 'open' },
  '/api/v1/wall/picture': { GET: 'open' },
  '/api/v1/wall/helpers': { GET: 'signedIn' },
  '/api/v1/replay/[root]/[depth]/[period]/[indicator]': { GET: 'open' },
  '/(work)/manage/playlists': { GET: { may: 'manageSettings' } },
  '/replay': { GET: 'open' }
};
