import type { Doors } from '../door.ts';

/** The wall, its playlists and the replay. */
export const wallDoors: Doors = {
  '/api/v1/arrivals/[unit]/[period]': { GET: { may: 'read' } }
};
