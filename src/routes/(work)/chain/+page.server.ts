import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { placesOf } from '$lib/domain/access.ts';
import { dayAt, formatPeriod, reportedPeriod } from '$lib/domain/period.ts';
import { chainAnswer } from '$lib/server/context/chain/progress.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** Who has filed at and below a unit of one's own, in a period. */
export const load: PageServerLoad = ({ locals, url, depends }) => {
  depends('app:chain');
  const { publisher, clock } = currentRuntime();
  const { fold } = publisher;
  const { tree, profile } = fold.world;
  const now = clock();
  const reported = reportedPeriod(now, profile);
  const roots = placesOf(locals.principal, 'read', tree, dayAt(now)).flatMap((ordinal) => {
    const node = tree.nodes[ordinal];
    return node?.kind === 'unit' ? [{ key: node.key, name: node.unit.fullName, level: node.level }] : [];
  });
  roots.sort((a, b) => a.level - b.level);
  const unit = url.searchParams.get('unit') ?? roots[0]?.key ?? '';
  const period = url.searchParams.get('period') ?? formatPeriod(reported);
  const answer = chainAnswer(fold, { principal: locals.principal, unit, period, now });
  if (isRefusal(answer)) error(statusOf(answer), unit);
  const periods = new Set([...fold.touches.periods, reported, reported + 1]);
  return {
    answer,
    roots,
    periods: [...periods].sort((a, b) => b - a).map(formatPeriod)
  };
};
