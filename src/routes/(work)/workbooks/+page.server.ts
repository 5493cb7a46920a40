import { formatPeriod, parsePeriod, reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { uploadView } from '$lib/server/features/workbooks/answers.ts';
import { unitChoices } from '$lib/server/features/workbooks/choices.ts';
import type { PageServerLoad } from './$types';

/** How many periods back a template can be chosen for. */
const PERIODS = 12;

/** The units and periods to choose from, and one's own uploads. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:workbooks');
  const { workbooks, world, clock } = currentRuntime();
  const now = clock();
  const reported = reportedPeriod(now, world.profile);
  const asked = parsePeriod(url.searchParams.get('period') ?? '');
  const period = asked ?? reported;
  const uploads = await workbooks.list(locals.principal);
  return {
    units: unitChoices(world, locals.principal, period, now),
    unit: url.searchParams.get('unit'),
    period: formatPeriod(period),
    periods: [...new Set([period, ...Array.from({ length: PERIODS }, (_, k) => reported + 1 - k)])]
      .sort((a, b) => b - a)
      .map(formatPeriod),
    uploads: uploads.map((state) => uploadView(world, state))
  };
};
