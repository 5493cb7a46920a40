import type { RequestHandler } from './$types';
import { queueAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** What waits for review in a unit and period. */
export const GET: RequestHandler = ({ params, locals }) =>
  queueAnswer(asking(locals.principal), params.unit, params.period);
