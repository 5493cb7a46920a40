import type { RequestHandler } from './$types';
import { belowTextsAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** What the levels below wrote for a period. */
export const GET: RequestHandler = ({ params, locals }) =>
  belowTextsAnswer(asking(locals.principal), params.unit, params.period);
