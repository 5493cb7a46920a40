import { readReminder } from '$lib/api/chain.ts';
import { serve } from '$lib/server/http/serve.ts';
import { reminderOf } from '$lib/server/features/chain/reminder.ts';

export const GET = serve(readReminder, reminderOf);
