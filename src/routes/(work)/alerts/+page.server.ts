import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { alertsFor } from '$lib/server/alerts/desk.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** The alerts that somebody sees, and what a new one can be made of. */
export const load: PageServerLoad = async ({ locals: { principal }, depends }) => {
  depends('app:alerts');
  const runtime = currentRuntime();
  const { world, clock } = runtime;
  const [own] = placesOf(principal, 'remind', world.tree, dayAt(clock()));
  const node = own === undefined ? undefined : world.tree.nodes[own];
  return {
    alerts: await alertsFor(runtime, principal),
    now: clock(),
    indicators: world.indicators.map(({ indicator: { code, short, kind } }) => ({ code, short, kind })),
    own: node?.kind === 'unit' ? { key: node.key, name: node.unit.fullName, within: '' } : null
  };
};
