import { error } from '@sveltejs/kit';
import { parsePeriod } from '$lib/domain/period.ts';
import type { Principal } from '$lib/domain/access.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { maySee, nodeCalled, profileDesk } from '$lib/server/context/profile/desk.ts';
import { erasOf } from '$lib/server/features/profile/eras.ts';
import { nodeName } from '$lib/server/context/profile/figure.ts';
import { historyOf } from '$lib/server/features/profile/history.ts';
import { profileOf, readyProfile } from '$lib/server/features/profile/unit-profile.ts';

/** A unit's or group's page: its profile, and behind it what takes longer. */
export async function loadProfile(principal: Principal, name: string, query: URLSearchParams) {
  const desk = profileDesk(currentRuntime(), principal);
  const { world } = desk.publisher.fold;
  const node = nodeCalled(world.tree, name);
  if (!node) error(404, { message: name });
  if (!maySee(desk, node)) error(principal.kind === 'public' ? 401 : 403, { message: name });
  const basis = query.get('basis') === 'approved' ? ('approved' as const) : ('all' as const);
  const question = { node, period: parsePeriod(query.get('period') ?? ''), basis };
  await readyProfile(desk, question);
  await desk.publisher.withheld.ready();
  const profile = profileOf(desk, question);
  return {
    node: nodeName(node),
    profile,
    eras: node.kind === 'unit' ? erasOf(world, node, desk.day) : [],
    // The figures of one period are here at once; the small lines come behind them.
    history: profile ? historyOf(desk, node, profile) : null
  };
}
