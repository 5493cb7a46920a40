import { testAlert } from '$lib/server/alerts/desk.ts';
import { ruleShape } from '$lib/server/alerts/shape.ts';
import { asked } from '$lib/server/chain/asked.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { RequestHandler } from './$types';

/** When a rule would have fired over the last twelve months: lines of JSON (`BacktestLine`). */
export const POST: RequestHandler = async ({ request, locals }) => {
  const rule = await asked(request, ruleShape);
  return rule instanceof Response ? rule : testAlert(currentRuntime(), locals.principal, rule);
};
