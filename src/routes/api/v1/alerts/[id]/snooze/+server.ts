import { snoozeAlert } from '$lib/api/alerts.ts';
import { silenceAlert } from '$lib/server/features/alerts/desk.ts';
import { serve } from '$lib/server/http/serve.ts';

export const PUT = serve(snoozeAlert, silenceAlert);
