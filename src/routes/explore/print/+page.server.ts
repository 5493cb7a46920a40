import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { ownUnit } from '../../faces/own-unit.server.ts';
import { pictureFor, standing } from '../../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/** What is printed: the picture of the address as far as whoever looks may see it. */
export const load: PageServerLoad = async ({ url, locals }) => {
  const asked = readSelection(url.searchParams);
  const runtime = currentRuntime();
  const { principal } = locals;
  const { unit } = standing(runtime, asked.unit ?? ownUnit(runtime, principal), asked.period);
  const { picture } = await pictureFor(runtime, principal, { ...asked, unit }, runtime.clock());
  const day = dayAt(runtime.clock());
  const counts = picture !== null && mayAt(principal, 'readTexts', runtime.world.tree, picture.unit, day);
  return {
    picture,
    counts,
    paper: url.searchParams.get('paper') === 'landscape' ? 'landscape' : 'portrait'
  } as const;
};
