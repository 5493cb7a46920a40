import { error } from '@sveltejs/kit';
import { mayAt } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** One group as the register has it. */
export const load: PageServerLoad = ({ locals, params, depends }) => {
  depends('app:manage');
  const { world, clock } = currentRuntime();
  const node = world.tree.group(params.code);
  if (!node) error(404);
  const day = dayAt(clock());
  if (!mayAt(locals.principal, 'manageRegister', world.tree, node.ordinal, day)) error(403);
  const above = world.tree.nodes[node.parent];
  return {
    group: node.group,
    unit: above?.kind === 'unit' ? above.unit.fullName : node.group.unit,
    today: day,
    indicators: world.indicators
      .filter(({ indicator: { source } }) => source.type === 'filed' && source.by.includes(node.group.kind))
      .map(({ indicator: { code, short } }) => ({ code, name: short }))
  };
};
