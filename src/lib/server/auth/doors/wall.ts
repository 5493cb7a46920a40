import type { Doors } from '../door.ts';

/** The wall, its playlists and the replay. */
export const wallDoors: Doors = {};
