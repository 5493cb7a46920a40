import { placesOf, type Principal } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import type { UnitKey } from '$lib/domain/unit.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';

/**
 * The unit that the map opens on for somebody who names none: their own, where that is not the whole tree; null leaves
 * the choice as it is for everybody.
 */
export function ownUnit({ world, clock }: CurrentRuntime, principal: Principal): UnitKey | null {
  const { tree } = world;
  const places = placesOf(principal, 'read', tree, dayAt(clock()));
  const highest = Math.min(...places);
  const node = tree.nodes[highest];
  return node?.kind === 'unit' && node.parent >= 0 ? node.key : null;
}
