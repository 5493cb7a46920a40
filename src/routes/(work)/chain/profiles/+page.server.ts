import { mayAt, placesOf } from '$lib/domain/access.ts';
import { dayAt, reportedPeriod } from '$lib/domain/period.ts';
import { standingLevels } from '$lib/domain/standing-levels.ts';
import { parseUnitKey } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Every chain and holiday that the log has named. */
export const load: PageServerLoad = ({ locals: { principal }, depends }) => {
  depends('app:chains');
  const { publisher, clock } = currentRuntime();
  const { world, steps } = publisher.fold;
  const now = clock();
  const may = (node: number) => mayAt(principal, 'manageChains', world.tree, node, dayAt(now));
  const chains = steps.chains.all.map((chain) => {
    const unit = steps.chains.unitOf(world.tree, chain);
    return {
      chain,
      // One that names no unit holds everywhere.
      mayEdit: may(unit === null ? 0 : (unit?.ordinal ?? -1)),
      unit: unit?.unit.fullName ?? null,
      level: unit?.level ?? null,
      /** The code of a unit that this store does not have: the chain holds nowhere. */
      missing: unit === undefined ? (parseUnitKey(chain.province ?? '')?.code ?? '') : null
    };
  });
  chains.sort((a, b) => (a.chain.validFrom < b.chain.validFrom ? 1 : -1));
  const holidays = [...steps.chains.holidays].sort((a, b) => (a.day < b.day ? -1 : 1));
  const [place] = placesOf(principal, 'manageChains', world.tree, dayAt(now));
  const own = place === undefined ? undefined : world.tree.nodes[place];
  return {
    /** The unit that a new chain is for where one may not write for all. */
    own:
      own?.kind === 'unit' && own.ordinal > 0 ? { key: own.key, name: own.unit.fullName, within: '' } : null,
    mayEverywhere: may(0),
    levels: standingLevels(world.tree, place ?? 0, dayAt(now)),
    chains,
    holidays,
    today: dayAt(now),
    reported: reportedPeriod(now, world.profile),
    profile: world.profile
  };
};
