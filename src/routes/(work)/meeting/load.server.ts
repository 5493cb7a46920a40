import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { contextOf } from '$lib/server/context/context.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { meetingOf, placesAbout } from '$lib/server/features/meetings/views.ts';

/** One meeting, for those who may read it. */
export async function loadMeeting(event: Parameters<typeof contextOf>[0], id: string) {
  const desk = meetingDesk(contextOf(event));
  const meeting = await meetingOf(desk, id);
  if (isRefusal(meeting)) error(statusOf(meeting), { message: id });
  const indicators = desk.publisher.fold.world.indicators.map(({ indicator }) => ({
    code: indicator.code,
    short: indicator.short
  }));
  return { meeting, indicators, places: placesAbout(desk, id), today: desk.day };
}
