import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { pictureFor, standing } from '../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/** The picture of an address as far as whoever looks may see it; in another site's frame that is what the public may. */
export const load: PageServerLoad = ({ url, locals, depends }) => {
  depends('explore:picture');
  const asked = readSelection(url.searchParams);
  const runtime = currentRuntime();
  const { unit } = standing(runtime, asked.unit, asked.period);
  return pictureFor(runtime, locals.principal, { ...asked, unit }, runtime.clock());
};
