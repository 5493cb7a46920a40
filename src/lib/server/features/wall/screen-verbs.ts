import type * as api from '../../../api/identity.ts';
import { UNKNOWN } from '../../../api/outcome.ts';
import type { Verb } from '../../http/serve.ts';
import { showOnScreen } from './playlists.ts';

/** Gives a screen that is one's to change another playlist, or none. */
export const putOnScreen: Verb<typeof api.showOnScreen> = async (context, { params, body }) => {
  const { runtime, principal } = context;
  if (!(await runtime.auth.screenDesk.changeable(principal, params.name))) return UNKNOWN;
  return showOnScreen(context, params.name, body.playlist);
};
