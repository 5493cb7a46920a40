import { loadMeeting } from '../../load.server.ts';
import type { PageServerLoad } from './$types';

/** A meeting's minutes. */
export const load: PageServerLoad = (event) => {
  event.depends('meeting:one');
  return loadMeeting(event, event.params.id);
};
