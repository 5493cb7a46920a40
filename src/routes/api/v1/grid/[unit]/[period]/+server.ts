import type { RequestHandler } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { gridAnswer } from '$lib/server/targets/grid-answer.ts';

/** What the groups of a unit are to file for a period, and have filed. */
export const GET: RequestHandler = ({ params, locals }) =>
  gridAnswer(currentRuntime(), locals.principal, params);
