import * as api from '$lib/api/chain.ts';
import { addSchedule, endSchedule } from '$lib/server/features/chain/outbox.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(api.addSchedule, addSchedule);
export const DELETE = serve(api.endSchedule, endSchedule);
