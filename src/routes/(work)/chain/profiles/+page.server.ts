import { mayAt, placesOf } from '$lib/domain/access.ts';
import { dayAt, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Every chain and holiday that the log has named. */
export const load: PageServerLoad = ({ locals: { principal }, depends }) => {
  depends('app:chains');
  const { publisher, clock } = currentRuntime();
  const { world, steps } = publisher.fold;
  const now = clock();
  const may = (node: number) => mayAt(principal, 'manageChains', world.tree, node, dayAt(now));
  const chains = steps.chains.all.map((chain) => ({
    chain,
    // One that names no unit holds everywhere.
    mayEdit: may(chain.province === null ? 0 : (world.tree.unit(chain.province)?.ordinal ?? -1)),
    unit: chain.province === null ? null : (world.tree.unit(chain.province)?.unit.fullName ?? chain.province)
  }));
  chains.sort((a, b) => (a.chain.validFrom < b.chain.validFrom ? 1 : -1));
  const holidays = [...steps.chains.holidays].sort((a, b) => (a.day < b.day ? -1 : 1));
  const [place] = placesOf(principal, 'manageChains', world.tree, dayAt(now));
  const own = place === undefined ? undefined : world.tree.nodes[place];
  return {
    /** The unit that a new chain is for where one may not write for all. */
    own:
      own?.kind === 'unit' && own.ordinal > 0 ? { key: own.key, name: own.unit.fullName, within: '' } : null,
    mayEverywhere: may(0),
    chains,
    holidays,
    today: dayAt(now),
    reported: reportedPeriod(now, world.profile),
    profile: world.profile
  };
};
