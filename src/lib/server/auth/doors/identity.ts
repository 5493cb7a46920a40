import type { Doors } from '../door.ts';

/** Signing in, one's own account, accounts, keys, screens. */
export const identityDoors: Doors = {};
