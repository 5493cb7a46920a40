import { isRefusal } from '$lib/api/outcome.ts';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { sheetsOf } from '$lib/server/context/chain/sheets.ts';
import { arrivalsAnswer } from '$lib/server/features/wall/arrivals.ts';
import { formatPeriod } from '$lib/domain/period.ts';
import { ownUnit } from '../faces/own-unit.server.ts';
import { pictureFor, standing } from '../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/** The picture as it stands now, over which the film is played, and the days by which reports were due. */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('replay:picture');
  const asked = readSelection(url.searchParams);
  const runtime = currentRuntime();
  const { principal } = locals;
  const { unit } = standing(runtime, asked.unit ?? ownUnit(runtime, principal), asked.period);
  const now = runtime.clock();
  const { picture, limited } = await pictureFor(runtime, principal, { ...asked, unit, basis: 'all' }, now);
  if (picture === null) return { picture, limited, hops: [] };
  const node = runtime.world.tree.nodes[picture.unit];
  const key = node?.kind === 'unit' ? node.key : '';
  const question = { principal, unit: key, period: formatPeriod(picture.period), now };
  await sheetsOf(runtime.publisher.fold).ready(picture.period, now, runtime.publisher.spent);
  const arrivals = arrivalsAnswer(runtime.publisher.fold, question);
  return { picture, limited, hops: isRefusal(arrivals) ? [] : arrivals.hops };
};
