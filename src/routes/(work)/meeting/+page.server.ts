import { listMeetings } from '$lib/api/meetings.ts';
import { dayAt } from '$lib/domain/period.ts';
import { contextOf } from '$lib/server/context/context.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { meetingsOf } from '$lib/server/features/meetings/views.ts';
import type { PageServerLoad } from './$types';

/** Meetings that somebody may read, and where they may hold one. */
export const load: PageServerLoad = async (event) => {
  const desk = meetingDesk(contextOf(event));
  const { unit } = readLeniently(listMeetings.query, event.url.searchParams);
  return { ...(await meetingsOf(desk, unit)), today: dayAt(desk.now) };
};
