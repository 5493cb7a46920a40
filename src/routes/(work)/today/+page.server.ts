import { redirect } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { formatPeriod } from '$lib/domain/period.ts';
import { chainAnswer } from '$lib/server/context/chain/progress.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { inboxOf } from '$lib/server/features/matters/inbox.ts';
import { asking } from '$lib/server/features/review/asking.ts';
import { chosenPlace } from '$lib/server/features/review/places.ts';
import { reviewQueue } from '$lib/server/features/review/queue.ts';
import { todayOf } from '$lib/server/features/today/today.ts';
import type { PageServerLoad } from './$types';

/** What waits for somebody of an office today; who reviews nowhere begins elsewhere. */
export const load: PageServerLoad = async ({ locals: { principal }, depends }) => {
  depends('app:today');
  const context = { runtime: currentRuntime(), principal };
  const review = asking(context);
  const place = chosenPlace(review, new URLSearchParams());
  if (place === null || isRefusal(place)) redirect(307, '/explore');
  const { fold } = context.runtime.publisher;
  const now = context.runtime.clock();
  const unit = place.unit.key;
  const period = formatPeriod(place.period);
  const queue = await reviewQueue(review.desk, principal, place.unit, place.period, review.names);
  const chain = chainAnswer(fold, { principal, unit, period, now });
  const inbox = inboxOf(await deskFor(context), { unit, reach: 'here', list: 'open', q: '', page: 1 });
  return { today: todayOf({ fold, now, place, queue, chain, inbox }) };
};
