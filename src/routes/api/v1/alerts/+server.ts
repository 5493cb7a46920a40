import { alertsFor, keepAlert } from '$lib/server/alerts/desk.ts';
import { ruleShape } from '$lib/server/alerts/shape.ts';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { AlertsAnswer } from '$lib/wire/alerts.ts';
import type { RequestHandler } from './$types';

/** The alerts of the units in which somebody may remind, and where they hold. */
export const GET: RequestHandler = async ({ locals }) => {
  const answer: AlertsAnswer = { alerts: await alertsFor(currentRuntime(), locals.principal) };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
};

/** Keeps a new alert. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const rule = await asked(request, ruleShape);
  return rule instanceof Response ? rule : keepAlert(currentRuntime(), locals.principal, rule, null);
};
