import { arrangeMeeting, readMeeting } from '$lib/api/meetings.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { changeMeeting } from '$lib/server/features/meetings/steps.ts';
import { meetingOf } from '$lib/server/features/meetings/views.ts';

export const GET = serve(
  readMeeting,
  withDesk(meetingDesk, (desk, { params }) => meetingOf(desk, params.id))
);
export const PATCH = serve(arrangeMeeting, withDesk(meetingDesk, changeMeeting));
