import { error } from '@sveltejs/kit';
import { placesOf } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { parseUnitKey, type UnitKey } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { cardGroups } from '$lib/server/features/register/card-list.ts';
import { choiceOf } from '$lib/server/features/register/search-units.ts';
import type { PageServerLoad } from './$types';

const COMMUNE = 3;

/** The groups of a commune with their cards. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:manage');
  const { auth, world, clock } = currentRuntime();
  const { tree } = world;
  const day = dayAt(clock());
  const asked = parseUnitKey(url.searchParams.get('unit') ?? '');
  const own = placesOf(locals.principal, 'manageAccounts', tree, day)
    .map((ordinal) => tree.nodes[ordinal])
    .find((node) => node !== undefined && node.level >= COMMUNE);
  const key: UnitKey | null = asked
    ? `${asked.code}@${asked.validFrom}`
    : own?.kind === 'unit'
      ? own.key
      : null;
  const unit = key === null ? undefined : tree.unit(key);
  if (key === null || !unit || unit.level < COMMUNE) return { unit: null, groups: [] };
  const groups = await cardGroups(world, auth.accounts, locals.principal, key, day);
  if (!groups) error(403);
  return { unit: choiceOf(tree, unit, day), groups };
};
