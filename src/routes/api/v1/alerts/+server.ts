import { createAlert, listAlerts } from '$lib/api/alerts.ts';
import { alertsFor, keepAlert } from '$lib/server/features/alerts/desk.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(listAlerts, alertsFor);
export const POST = serve(createAlert, keepAlert);
