import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import type { Principal } from '$lib/domain/access.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { meetingOf, placesAbout } from '$lib/server/meetings/views.ts';

/** One meeting, for those who may read it. */
export async function loadMeeting(principal: Principal, id: string) {
  const desk = meetingDesk(currentRuntime(), principal);
  const meeting = await meetingOf(desk, id);
  if (isRefusal(meeting)) error(statusOf(meeting), { message: id });
  const indicators = desk.publisher.fold.world.indicators.map(({ indicator }) => ({
    code: indicator.code,
    short: indicator.short
  }));
  return { meeting, indicators, places: placesAbout(desk, id), today: desk.day };
}
