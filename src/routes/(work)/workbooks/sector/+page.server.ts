import { formatPeriod, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { mappingView, uploadView } from '$lib/server/features/workbooks/answers.ts';
import { sectorKinds, unitChoices } from '$lib/server/features/workbooks/choices.ts';
import type { PageServerLoad } from './$types';

const PERIODS = 12;
const MAPPINGS = 500;

/** What a sector's file can be read as, and the mappings that were saved. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:workbooks');
  const { workbooks, world, store, clock } = currentRuntime();
  const now = clock();
  const { principal } = locals;
  const reported = reportedPeriod(now, world.profile);
  const records = await store.mappings.list(MAPPINGS);
  const uploads = await workbooks.list(principal);
  return {
    kinds: sectorKinds(world, principal, reported, now),
    units: unitChoices(world, principal, reported, now),
    mappings: records.flatMap((record) => mappingView(world, principal, now, record) ?? []),
    period: formatPeriod(reported),
    periods: Array.from({ length: PERIODS }, (_, k) => formatPeriod(reported + 1 - k)),
    uploads: uploads.filter(({ purpose }) => purpose === 'sector').map((state) => uploadView(world, state))
  };
};
