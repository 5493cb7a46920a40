import { createMeeting, listMeetings } from '$lib/api/meetings.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { openMeeting } from '$lib/server/features/meetings/steps.ts';
import { meetingsOf } from '$lib/server/features/meetings/views.ts';

export const GET = serve(
  listMeetings,
  withDesk(meetingDesk, (desk, { query }) => meetingsOf(desk, query.unit))
);
export const POST = serve(createMeeting, withDesk(meetingDesk, openMeeting));
