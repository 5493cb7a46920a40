import type { RequestHandler } from './$types';
import { consolidateAnswer, consolidationAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** A unit's consolidation of a period. */
export const GET: RequestHandler = ({ params, locals }) =>
  consolidationAnswer(asking(locals.principal), params.unit, params.period);

/** One step of it: prepared, confirmed or returned. */
export const POST: RequestHandler = ({ params, request, locals }) =>
  consolidateAnswer(asking(locals.principal), params.unit, params.period, request);
