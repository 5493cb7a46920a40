import { changeAlert, dropAlert } from '$lib/api/alerts.ts';
import { keepAlert, removeAlert } from '$lib/server/features/alerts/desk.ts';
import { serve } from '$lib/server/http/serve.ts';

export const PUT = serve(changeAlert, keepAlert);
export const DELETE = serve(dropAlert, removeAlert);
