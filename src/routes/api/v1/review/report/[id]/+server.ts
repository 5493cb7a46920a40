import type { RequestHandler } from './$types';
import { reportAnswer } from '$lib/server/review/answers.ts';
import { asking } from '$lib/server/review/asking.ts';

/** One version of a report with what a reviewer sees beside each number. */
export const GET: RequestHandler = ({ params, locals }) => reportAnswer(asking(locals.principal), params.id);
