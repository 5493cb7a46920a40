import { settleCommitment } from '$lib/api/meetings.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { settlePromise } from '$lib/server/features/meetings/steps.ts';

export const POST = serve(settleCommitment, withDesk(meetingDesk, settlePromise));
