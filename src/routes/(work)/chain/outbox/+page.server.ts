import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { outboxOf } from '$lib/server/features/chain/outbox.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Schedules, webhooks, and what was sent by them. */
export const load: PageServerLoad = async ({ locals: { principal }, depends }) => {
  depends('app:outbox');
  const runtime = currentRuntime();
  const { world, clock, outbound } = runtime;
  const day = dayAt(clock());
  const [own] = placesOf(principal, 'remind', world.tree, day);
  const node = own === undefined ? undefined : world.tree.nodes[own];
  return {
    ...(await outboxOf(runtime, principal)),
    mails: outbound.mails,
    own: node?.kind === 'unit' ? { key: node.key, name: node.unit.fullName, within: '' } : null
  };
};
