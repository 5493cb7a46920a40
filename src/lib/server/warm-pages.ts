import { reportedPeriod } from '../domain/period.ts';
import { foursOf, sheetsOf } from './context/chain/sheets.ts';
import type { CurrentRuntime } from './context/current-runtime.ts';
import { readyPlaces } from './features/register/place-index.ts';

/**
 * Makes what the first visitors of pages need besides roll-ups, in turns: the index of names, who has filed for the month
 * being reported, the shapes of the whole. It is called within the bundle, which has modules of its own.
 */
export async function warmPages({
  publisher,
  world,
  boundaries,
  clock
}: Pick<CurrentRuntime, 'publisher' | 'world' | 'boundaries' | 'clock'>): Promise<void> {
  const { fold } = publisher;
  const now = clock();
  const period = reportedPeriod(now, world.profile);
  const top = world.tree.nodes.find((node) => node.kind === 'unit' && node.parent < 0);
  if (top?.kind !== 'unit') return;
  for (const level of ['commune', 'province'] as const) await boundaries.view(top.key, level, period);
  await foursOf(fold).ready(period, now);
  await sheetsOf(fold).ready(period, now);
  await readyPlaces(world, fold.structure);
}
