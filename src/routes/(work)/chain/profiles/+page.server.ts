import { dayAt, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Every chain and holiday that the log has named. */
export const load: PageServerLoad = ({ depends }) => {
  depends('app:chains');
  const { publisher, clock } = currentRuntime();
  const { world, steps } = publisher.fold;
  const now = clock();
  const chains = steps.chains.all.map((chain) => ({
    chain,
    unit: chain.province === null ? null : (world.tree.unit(chain.province)?.unit.fullName ?? chain.province)
  }));
  chains.sort((a, b) => (a.chain.validFrom < b.chain.validFrom ? 1 : -1));
  const holidays = [...steps.chains.holidays].sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    chains,
    holidays,
    today: dayAt(now),
    reported: reportedPeriod(now, world.profile),
    profile: world.profile
  };
};
