import type * as api from '../../api/identity.ts';
import { UNKNOWN } from '../../api/outcome.ts';
import type { Verb } from '../http/serve.ts';
import { showOnScreen } from './playlists.ts';

/** Gives a screen that is one's to change another playlist, or none. */
export const putOnScreen: Verb<typeof api.showOnScreen> = async (
  { runtime, principal },
  { params, body }
) => {
  if (!(await runtime.auth.screenDesk.changeable(principal, params.name))) return UNKNOWN;
  const outcome = await showOnScreen(runtime, principal, params.name, body.playlist);
  if (outcome === null) return { done: true };
  const [first, ...rest] = outcome === 404 ? [] : outcome.faults;
  return first ? { refused: 'wrong', faults: [first, ...rest] } : UNKNOWN;
};
