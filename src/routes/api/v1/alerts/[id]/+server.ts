import { keepAlert, removeAlert } from '$lib/server/alerts/desk.ts';
import { ruleShape } from '$lib/server/alerts/shape.ts';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { RequestHandler } from './$types';

/** Keeps another rule under an id. */
export const PUT: RequestHandler = async ({ request, locals, params }) => {
  const rule = await asked(request, ruleShape);
  return rule instanceof Response ? rule : keepAlert(currentRuntime(), locals.principal, rule, params.id);
};

/** Ends an alert. */
export const DELETE: RequestHandler = ({ locals, params }) =>
  removeAlert(currentRuntime(), locals.principal, params.id);
