import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { meetingDesk } from '$lib/server/meetings/desk.ts';
import { keyIn, meetingsOf } from '$lib/server/meetings/views.ts';
import type { PageServerLoad } from './$types';

/** Meetings that somebody may read, and where they may hold one. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const desk = meetingDesk(currentRuntime(), locals.principal);
  return { ...(await meetingsOf(desk, keyIn(url.searchParams.get('unit')))), today: dayAt(desk.now) };
};
