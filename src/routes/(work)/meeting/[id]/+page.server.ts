import { loadMeeting } from '../load.server.ts';
import type { PageServerLoad } from './$types';

/** A meeting. */
export const load: PageServerLoad = ({ params, locals, depends }) => {
  depends('meeting:one');
  return loadMeeting(locals.principal, params.id);
};
